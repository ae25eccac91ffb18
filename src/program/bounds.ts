import type { Affine } from '../index/affine.ts';
import { difference, gathered, shifted, times } from '../index/affine.ts';
import type { Condition, Range } from '../index/formula.ts';

/** A whole number: the quotient form / divisor, rounded up. */
export interface Bound {
  readonly form: Affine;
  readonly divisor: number;
}

/** The values of a letter from the largest of `from` up to, and without, the smallest of `below`. */
export interface LetterSpan {
  readonly from: readonly Bound[];
  readonly below: readonly Bound[];
  /** Whether there may be no value, and `below` less than `from`. */
  readonly mayBeEmpty: boolean;
}

/**
 * Conditions as bounds of a letter v: 0 <= a v + r < b is -r / a <= v < (b - r) / a, both rounded up, and for a < 0
 * likewise from the other side. `others` are the ranges of the other letters; a bound that another one makes
 * superfluous for all of their values is left out.
 */
export function spanOf(range: Range, conditions: readonly Condition[], others: readonly Range[]): LetterSpan {
  const bounds = conditions.map((condition) => boundsOf(range.letter, condition));
  const from = tightest([whole(0), ...bounds.map(({ least }) => least)], others, -1);
  const below = tightest([whole(range.size), ...bounds.map(({ beyond }) => beyond)], others, 1);
  const mayBeEmpty = !below.every((end) => from.every((start) => neverAbove(start, end, others)));
  return { from, below, mayBeEmpty };
}

function whole(value: number): Bound {
  return { form: { constant: value, terms: [] }, divisor: 1 };
}

function boundsOf(letter: string, { value, below }: Condition): { least: Bound; beyond: Bound } {
  const ofLetter = value.terms.find((term) => term.letter === letter);
  if (!ofLetter) throw new Error(`the condition does not speak of ${letter}`);
  const rest: Affine = { constant: value.constant, terms: value.terms.filter((term) => term !== ofLetter) };
  const divisor = Math.abs(ofLetter.coefficient);
  // a < 0: |a| v <= r and |a| v > r - below; what is above r / |a| is at least (r + 1) / |a|, rounded up.
  return ofLetter.coefficient > 0
    ? {
        least: roundedUp(times(rest, -1), divisor),
        beyond: roundedUp(shifted(times(rest, -1), below), divisor),
      }
    : { least: roundedUp(shifted(rest, 1 - below), divisor), beyond: roundedUp(shifted(rest, 1), divisor) };
}

/** (a k + c) / a, rounded up, is k + c / a, rounded up. */
function roundedUp(form: Affine, divisor: number): Bound {
  const { constant, terms } = gathered(form);
  if (!terms.every(({ coefficient }) => coefficient % divisor === 0)) {
    return { form: { constant, terms }, divisor };
  }
  const divided = terms.map((term) => ({ ...term, coefficient: term.coefficient / divisor }));
  return { form: { constant: Math.ceil(constant / divisor) + 0, terms: divided }, divisor: 1 };
}

/** Without bounds that others make superfluous: in front the largest counts (sign -1), behind the smallest. */
function tightest(bounds: readonly Bound[], others: readonly Range[], sign: 1 | -1): Bound[] {
  const kept: Bound[] = [];
  for (const [at, bound] of bounds.entries()) {
    const rivals = [...kept, ...bounds.slice(at + 1)];
    const superfluous = rivals.some((rival) =>
      sign > 0 ? neverAbove(rival, bound, others) : neverAbove(bound, rival, others),
    );
    if (!superfluous) kept.push(bound);
  }
  return kept;
}

/** Whether one is at most the other, for all values of the letters. */
function neverAbove(lower: Bound, upper: Bound, ranges: readonly Range[]): boolean {
  // What is rounded up keeps its order.
  if (lower.divisor === upper.divisor) {
    if (extremes(difference(upper.form, lower.form), ranges).least >= 0) return true;
  }
  const most = Math.ceil(extremes(lower.form, ranges).most / lower.divisor);
  return most <= Math.ceil(extremes(upper.form, ranges).least / upper.divisor);
}

/** An affine form has its extremes at the ends of its letters' ranges. */
export function extremes(
  { constant, terms }: Affine,
  ranges: readonly Range[],
): { least: number; most: number } {
  let [least, most] = [constant, constant];
  for (const { letter, coefficient } of terms) {
    const size = ranges.find((range) => range.letter === letter)?.size;
    if (size === undefined) throw new Error(`letter ${letter} is not bound`);
    least += Math.min(0, coefficient * (size - 1));
    most += Math.max(0, coefficient * (size - 1));
  }
  return { least, most };
}
