import type { BadInput } from '../bad-input.ts';
import { part, split, type TextSpan, trimmed } from './span.ts';

/** A matrix in LaTeX: what stands in front of it, and its cells, row by row. */
interface TexMatrix {
  readonly factor: TextSpan | undefined;
  readonly rows: readonly (readonly TextSpan[])[];
}

const names = '(?:[pbvBV]|small)?matrix\\*?|array';
const opening = new RegExp(`\\\\begin\\{(${names})\\}\\s*(?:\\{[^}]*\\}|\\[[^\\]]*\\])?`);
/** Brackets around an environment that has none of its own. */
const openBracket = /(?:\\left\s*|\\[bB]igg?l?\s*)(?:\\?[([{|.])\s*$|[([]\s*$/;
const closeBracket = /^\s*(?:(?:\\right\s*|\\[bB]igg?r?\s*)(?:\\?[)\]}|.])|[)\]])?\s*[.,;]?\s*$/;

export function isMatrix(environment: string): boolean {
  return new RegExp(`^(?:${names})$`).test(environment);
}

/** Where the matrices of a text are; one that does not end goes to the end of the text. */
export function matrixRanges(text: string): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const { 0: found, 1: name, index } of text.matchAll(new RegExp(opening, 'g'))) {
    if (index < (ranges.at(-1)?.to ?? 0)) continue;
    const close = `\\end{${name}}`;
    const end = text.indexOf(close, index + found.length);
    ranges.push({ from: index, to: end < 0 ? text.length : end + close.length });
  }
  return ranges;
}

/** The matrix in a piece of a text; undefined if there is none. Cells end at & and rows at \\, as LaTeX has it. */
export function texMatrix(
  span: TextSpan,
  refuse: (message: string, at: number) => BadInput,
): TexMatrix | undefined {
  const begin = opening.exec(span.text);
  if (!begin) return undefined;
  const start = begin.index + begin[0].length;
  const close = `\\end{${begin[1]}}`;
  const end = span.text.indexOf(close, start);
  if (end < 0) throw refuse(`found \\begin{${begin[1]}} without its ${close}.`, span.at + begin.index);
  const after = part(span, end + close.length, span.text.length);
  if (!closeBracket.test(after.text))
    throw refuse(
      `found ${JSON.stringify(after.text.trim().slice(0, 40))} after a matrix, expected nothing; put factors in front of it.`,
      after.at,
    );
  const before = part(span, 0, begin.index);
  const factor = trimmed({ text: before.text.replace(openBracket, ''), at: before.at });
  return {
    factor: factor.text === '' ? undefined : factor,
    rows: split(part(span, start, end), /\\\\(?:\s*\[[^\]\n]*\])?/g)
      .filter((row, at, rows) => at < rows.length - 1 || row.text.replaceAll('\\hline', '').trim() !== '')
      .map((row) => split(row, /(?<!\\)&/g).map(trimmed)),
  };
}
