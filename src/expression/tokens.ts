import { BadInput } from '../bad-input.ts';
import type { Formula } from '../index/formula.ts';

export type Token =
  | { readonly kind: 'number' | 'name' | 'function' | 'sign'; readonly text: string }
  | { readonly kind: 'operand'; readonly text: string; readonly formula: Formula };

/** What a formula may be made of. */
export interface Grammar {
  /** Longer formulas are no formulas that a person writes. */
  readonly longest: number;
  /** The functions by their names here, and what each is called where all functions are listed. */
  readonly functions: ReadonlyMap<string, string>;
  /** Reads what is more than a number or a name, such as I_{1,2}; it goes first. Throws BadInput for what it knows to be wrong. */
  operandAt?(text: string, at: number): Operand | undefined;
  /** Where a character, counted from 0, stands in what was written. */
  placeOf?(at: number): number;
}

export interface Operand {
  /** How many characters it takes. */
  readonly length: number;
  readonly formula: Formula;
}

/** Deeper formulas would exhaust the parser's stack. */
export const deepest = 50;

/**
 * The words of a formula. What stands side by side without a sign is multiplied: 2x, (a + b)(a - b). Throws BadInput
 * for what is no formula.
 */
export function tokensOf(text: string, grammar: Grammar): Token[] {
  const { functions, longest } = grammar;
  if (text.trim() === '') throw new BadInput('the formula is empty, expected one such as "x^2".');
  if (text.length > longest)
    throw new BadInput(`the formula has ${text.length} characters, expected at most ${longest}.`);
  const place = (at: number): string => `at character ${(grammar.placeOf?.(at) ?? at) + 1} of the formula`;
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const start = at;
    const token = operandAt(text, at, grammar) ?? tokenAt(text, at);
    if (token === undefined) {
      throw new BadInput(
        `found ${JSON.stringify(characterAt(text, at))} ${place(at)}, expected names, numbers, + - * / ^ , and brackets.`,
      );
    }
    at += token.text.length;
    if (token.text.trim() === '') continue;
    const call = token.kind === 'name' && /^\s*\(/.test(text.slice(at));
    if (call && !functions.has(token.text)) {
      throw new BadInput(
        `found the function ${token.text}, expected one of ${[...functions.keys()].join(', ')}; for a product write ${token.text}*(...).`,
      );
    }
    const word: Token = call ? { kind: 'function', text: token.text } : token;
    const before = tokens.at(-1);
    if (before?.kind === 'number' && word.kind === 'number') {
      throw new BadInput(
        `found ${JSON.stringify(word.text)} ${place(start)} right after the number ${before.text}; write a sign between them.`,
      );
    }
    if (endsOperand(before) && beginsOperand(word)) tokens.push({ kind: 'sign', text: '*' });
    else if (!endsOperand(before) && !beginsOperand(word) && !isPrefix(word, before)) {
      throw new BadInput(
        `found ${JSON.stringify(word.text)} ${place(start)}, expected a name, a number or a bracket.`,
      );
    }
    tokens.push(word);
    if (word.text === '(' && ++depth > deepest)
      throw new BadInput(`the formula has more than ${deepest} brackets within each other.`);
    if (word.text === ')' && --depth < 0)
      throw new BadInput(`found ")" ${place(start)} without a "(" before it.`);
  }
  if (!endsOperand(tokens.at(-1)))
    throw new BadInput('the formula ends where a name, a number or a bracket was expected.');
  if (depth > 0) throw new BadInput('found a "(" in the formula that no ")" closes.');
  return tokens;
}

function operandAt(text: string, at: number, grammar: Grammar): Token | undefined {
  const operand = grammar.operandAt?.(text, at);
  return operand && { kind: 'operand', text: text.slice(at, at + operand.length), formula: operand.formula };
}

/** A character outside the basic plane is two code units. */
function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function tokenAt(text: string, at: number): Token | undefined {
  const rest = text.slice(at);
  const number = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?(?![A-Za-z0-9_.])|^(\d+(\.\d*)?|\.\d+)/i.exec(rest);
  if (number) return { kind: 'number', text: number[0] };
  const name = /^[A-Za-z][A-Za-z0-9_]*/.exec(rest);
  if (name) return { kind: 'name', text: name[0] };
  const sign = /^([-+*/^(),]|\s+)/.exec(rest);
  return sign ? { kind: 'sign', text: sign[0] } : undefined;
}

function endsOperand(token: Token | undefined): boolean {
  if (token?.kind === 'sign') return token.text === ')';
  return token !== undefined && token.kind !== 'function';
}

/** A sign in front of an operand: -x, 2 * -x, (-x); but not x + + y. */
function isPrefix({ text }: Token, before: Token | undefined): boolean {
  return text === '-' && before?.text !== '-' && before?.text !== '+';
}

function beginsOperand(token: Token): boolean {
  return token.kind !== 'sign' || token.text === '(';
}
