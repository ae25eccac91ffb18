import { BadInput } from '../bad-input.ts';
import { apply, type Formula, number } from '../index/formula.ts';

/** A text with one comparison in it, outside all brackets. */
interface Comparison {
  readonly sign: string;
  /** Where the sign begins and where the right side does. */
  readonly at: number;
  readonly after: number;
}

const signs = /^(?:>=|<=|==|!=|[<>=≥≤≠])/;

/** The comparison in a part of a text, if there is one; BadInput if there are two. */
export function comparisonIn(text: string, from: number, to: number): Comparison | undefined {
  let found: Comparison | undefined;
  let depth = 0;
  for (let at = from; at < to; at++) {
    if ('([{'.includes(text[at])) depth++;
    if (')]}'.includes(text[at])) depth--;
    const sign = depth === 0 ? signs.exec(text.slice(at, Math.min(at + 2, to)))?.[0] : undefined;
    if (sign === undefined) continue;
    if (found)
      throw new BadInput(
        `found two comparisons in ${JSON.stringify(text.slice(from, to))}, expected one in a bracket.`,
      );
    found = { sign, at, after: at + sign.length };
    at += sign.length - 1;
  }
  return found;
}

/** 1 where the comparison holds, 0 where not. */
export function indicator(left: Formula, sign: string, right: Formula): Formula {
  const [below, at, above] = pieces[sign];
  return apply('piecewise', left, right, number(below), number(at), number(above));
}

/** The value where the left side is below, at and above the right one. */
const pieces: Readonly<Record<string, readonly [number, number, number]>> = {
  '>': [0, 0, 1],
  '>=': [0, 1, 1],
  '≥': [0, 1, 1],
  '<': [1, 0, 0],
  '<=': [1, 1, 0],
  '≤': [1, 1, 0],
  '=': [0, 1, 0],
  '==': [0, 1, 0],
  '!=': [1, 0, 1],
  '≠': [1, 0, 1],
};

/** Where the bracket that opens at a place closes; undefined if it does not. */
export function closingOf(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if ('([{'.includes(text[at])) depth++;
    if (')]}'.includes(text[at]) && --depth === 0) return at;
  }
  return undefined;
}
