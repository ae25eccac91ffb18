import type { Node } from '../expr/node.ts';
import { functions } from '../functions/index.ts';

/** Names from users never reach nerdamer: it evaluates some, and reads others as products. */
export function safeName(symbol: Node): string {
  return `v${symbol}`;
}

const safe = /^v\d+$/;
const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
const characters = /^[-+*/^().0-9a-z]+$/;
/** The words of our texts besides names: e, also in 1e-7, and what functions of the catalogue write around their arguments. */
const words: ReadonlySet<string> = new Set([
  'e',
  ...Object.values(functions).flatMap(({ branch }) =>
    wordsIn(branch(['v0', 'v1', 'v2', 'v3', 'v4'], undefined) ?? '').filter((word) => !safe.test(word)),
  ),
]);

export function isSafeName(text: string): boolean {
  return safe.test(text);
}

export function isPlainNumber(text: string): boolean {
  return number.test(text);
}

/** Whether a text is made of safe names, numbers, operators and the few functions that we ask about. */
export function isSafeText(text: string): boolean {
  if (!characters.test(text)) return false;
  return wordsIn(text).every((word) => words.has(word) || safe.test(word));
}

function wordsIn(text: string): string[] {
  return text.match(/[a-z][a-z0-9]*/g) ?? [];
}

/** A text in safe names in the names that `nameOf` gives for their nodes: v12 becomes I_11. */
export function inOwnNames(text: string, nameOf: (symbol: Node) => string): string {
  return text.replace(/(?<![a-z0-9_])v(\d+)\b/gi, (_, node: string) => nameOf(Number(node)));
}
