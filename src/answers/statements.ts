import type { BadInput } from '../bad-input.ts';
import { part, type TextSpan, trimmed } from './span.ts';
import { isMatrix, matrixRanges } from './tex-matrix.ts';

/** NAME = ..., and the lines of what it is; a text may begin with an array that has no name. */
export interface Statement {
  readonly key: TextSpan | undefined;
  readonly lines: readonly TextSpan[];
}

/** Environments that only arrange equations, and what begins and ends mathematics, are as good as spaces. */
const arrangement =
  /\\(?:begin|end)\{(?:equation|align|aligned|alignat|alignedat|gather|gathered|split|eqnarray|displaymath|math|document)\*?\}(?:\{\d+\})?|(?<!\\)\\[[\]()]|(?<!\\)\$+/g;
const comment = /^\s*(?:#|\/\/|%)/;

/** The statements of a text. A line goes on where a bracket [ or a matrix is open; \\ ends it. */
export function statementsOf(text: string, refuse: (message: string, at: number) => BadInput): Statement[] {
  const blank = text.replace(arrangement, (found) => ' '.repeat(found.length));
  const otherEnvironment = /\\begin\{([^}]{0,40})\}/g;
  for (const { 0: found, 1: name, index } of blank.matchAll(otherEnvironment)) {
    if (!isMatrix(name))
      throw refuse(`found ${found}, expected pmatrix, bmatrix, matrix, array, align or aligned.`, index);
  }
  const statements: { key: TextSpan | undefined; lines: TextSpan[] }[] = [];
  for (const line of linesOf(blank)) {
    if (line.text.trim() === '' || comment.test(line.text)) continue;
    const [first, second] = assignments(line.text);
    if (second) throw refuse('found two "=" in one line, expected NAME = ENTRY.', line.at + second.at);
    if (first) {
      const key = trimmed({ text: line.text.slice(0, first.at).replace(/&\s*$/, ''), at: line.at });
      if (key.text === '') throw refuse('found "=" without a name before it.', line.at + first.at);
      const value = trimmed(part(line, first.at + first.length, line.text.length));
      statements.push({ key, lines: value.text === '' ? [] : [value] });
    } else {
      if (statements.length === 0) statements.push({ key: undefined, lines: [] });
      statements[statements.length - 1].lines.push(trimmed(line));
    }
  }
  return statements;
}

function linesOf(text: string): TextSpan[] {
  const matrices = matrixRanges(text);
  const lines: TextSpan[] = [];
  let [start, depth, next] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    if (matrices[next] && at >= matrices[next].from) {
      at = matrices[next].to - 1;
      next++;
      continue;
    }
    if (text[at] === '[') depth++;
    else if (text[at] === ']') depth = Math.max(0, depth - 1);
    const end = text[at] === '\n' && depth === 0 ? 1 : text.startsWith('\\\\', at) ? 2 : 0;
    if (end === 0) continue;
    lines.push({ text: text.slice(start, at), at: start });
    // \\[4pt] asks for room, and says nothing.
    const room = end === 2 ? (/^\[[^\]\n]*\]/.exec(text.slice(at + 2, at + 40))?.[0].length ?? 0) : 0;
    start = at + end + room;
    at = start - 1;
  }
  lines.push({ text: text.slice(start), at: start });
  return lines;
}

/** The signs between a name and what it is, the first two of them: =, :=, and : in front of a space. */
function assignments(text: string): { at: number; length: number }[] {
  const found: { at: number; length: number }[] = [];
  let depth = 0;
  for (let at = 0; at < text.length && found.length < 2; at++) {
    if ('([{'.includes(text[at])) depth++;
    else if (')]}'.includes(text[at])) depth--;
    if (depth !== 0) continue;
    const sign = /^(?::=|&?\s*==?|:(?=\s|$))/.exec(text.slice(at, at + 10))?.[0];
    if (sign === undefined || '<>!≤≥'.includes(text[at - 1] ?? ' ')) continue;
    found.push({ at, length: sign.length });
    at += sign.length - 1;
  }
  return found;
}
