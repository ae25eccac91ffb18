import Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import type { Operand } from '../expression/tokens.ts';
import { apply, type Formula, number, power } from '../index/formula.ts';
import { closingOf, comparisonIn, indicator } from './comparisons.ts';

/** Reads the formula between two places of the text. */
export type Inside = (from: number, to: number) => Formula;

/** A fraction of one piece, ½ or \frac12. */
export function fraction(text: string, at: number): Operand | undefined {
  const found = /^(?:(\d+) +)?(\d+)⁄(\d+)/.exec(text.slice(at));
  if (!found) return undefined;
  if (found[1] !== undefined) {
    throw new BadInput(
      `found ${found[1]} in front of ${found[2]}/${found[3]}, which may be a product or a mixed number; write * between them, or one fraction.`,
    );
  }
  if (/^0+$/.test(found[3])) throw new BadInput(`found ${found[2]}/${found[3]}, which divides by zero.`);
  return { length: found[0].length, formula: number(new Fraction(BigInt(found[2]), BigInt(found[3]))) };
}

/** [z > 0], 1_{z > 0}, (z > 0), and brackets of other kinds: [a + b], |x|, √2. */
export function bracketed(text: string, at: number, inside: Inside): Operand | undefined {
  const before = /^1\s*_\s*(?=[{([])/.exec(text.slice(at, at + 10))?.[0].length ?? 0;
  const open = at + before;
  if (text[at] === '|') {
    const close = text.indexOf('|', at + 1);
    if (close < 0) throw new BadInput('found a "|" in the formula that no other "|" closes.');
    return { length: close + 1 - at, formula: apply('abs', inside(at + 1, close)) };
  }
  if (text[at] === '√') return root(text, at, inside);
  if (!'([{'.includes(text[open] ?? ' ')) return undefined;
  const close = closingOf(text, open);
  if (close === undefined) return undefined;
  const comparison = comparisonIn(text, open + 1, close);
  const length = close + 1 - at;
  if (!comparison && before > 0)
    throw new BadInput(
      `found ${text.slice(at, close + 1)} in the formula, expected a comparison as its subscript, such as 1_{x > 0}.`,
    );
  if (!comparison) return text[at] === '[' ? { length, formula: inside(open + 1, close) } : undefined;
  const { sign, at: end, after } = comparison;
  return { length, formula: indicator(inside(open + 1, end), sign, inside(after, close)) };
}

function root(text: string, at: number, inside: Inside): Operand | undefined {
  const of = /^\s*(?:\(|\d+(?:\.\d+)?|[A-Za-z]\w*(?:\{[^}]*\})?)/.exec(text.slice(at + 1));
  if (!of) return undefined;
  const start = at + 1;
  const end = of[0].endsWith('(') ? closingOf(text, start + of[0].length - 1) : start + of[0].length - 1;
  if (end === undefined) return undefined;
  return { length: end + 1 - at, formula: power(inside(start, end + 1), new Fraction(1, 2)) };
}
