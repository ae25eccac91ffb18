import type { AnsweredArray, AnsweredEntry } from '../answers/answer.ts';
import { BadInput } from '../bad-input.ts';
import type { WeightLayout } from '../model/given-values.ts';
import { inOrder, stridesOf } from '../values/in-order.ts';
import type { Precision } from '../values/number-type.ts';
import { aligned, storedOrder } from './aligned.ts';
import { isNumber, judged, precisionOf, type Strictness, slackOf } from './judge-number.ts';
import type { ArrayByProgram, WrongNumber } from './verdict-by-program.ts';

/** Wrong entries that are listed. */
const mostListed = 1000;

/** What an array should be: its numbers, and what an arithmetic may have lost at a place. */
export interface ExpectedArray {
  readonly values: Float64Array;
  rounding(precision: Precision, place: number): number;
}

export interface JudgeOptions extends Strictness {
  readonly layout?: WeightLayout;
}

/** Judges an array of numbers entry by entry. Throws BadInput for formulas, and for sizes that cannot be meant. */
export function judgeArray(
  array: AnsweredArray,
  expected: ExpectedArray,
  options: JudgeOptions,
  file: string,
): ArrayByProgram {
  const { about, shape, numbers } = array;
  const layout = options.layout ?? 'OIHW';
  const axes = storedOrder(array, layout, file);
  const count = new Count();
  if (axes && numbers)
    judgeDoubles(numbers, stridesOf(about.tensor.shape, axes), array, expected, options, count);
  else if (axes) judgeEntries(aligned(array, layout, file) ?? [], expected, options, count, file);
  const { answered, right, open, wrong } = count;
  const correct = axes !== undefined && answered > 0 && right === answered;
  return { about, shape, otherShape: axes === undefined, answered, right, open, wrong, correct };
}

class Count {
  answered = 0;
  right = 0;
  open = 0;
  readonly wrong: WrongNumber[] = [];

  add(isRight: boolean, place: number, expected: number, got: () => string): void {
    this.answered++;
    if (isRight) this.right++;
    else if (this.wrong.length < mostListed) this.wrong.push({ place, expected, got: got() });
  }
}

/** Numbers of a binary file, compared as doubles: what that loses is less than any slack. */
function judgeDoubles(
  { doubles, precision }: NonNullable<AnsweredArray['numbers']>,
  strides: readonly number[],
  { about }: AnsweredArray,
  { values, rounding }: ExpectedArray,
  { exact = false, tolerance = 0 }: Strictness,
  count: Count,
): void {
  let place = 0;
  inOrder(about.tensor.shape, strides, (at) => {
    const [got, right] = [doubles[at], values[place]];
    const ours = rounding('float64', place);
    // Whole numbers were not rounded.
    const theirs = precision ? rounding(precision, place) : 0;
    const slack = exact ? ours : Math.max(tolerance * Math.max(1, Math.abs(right)), theirs + ours);
    // NaN is near nothing.
    count.add(Math.abs(got - right) <= slack, place, right, () => String(got));
    place++;
  });
}

/** Numbers of a text. */
function judgeEntries(
  entries: readonly AnsweredEntry[],
  { values, rounding }: ExpectedArray,
  options: Strictness,
  count: Count,
  file: string,
): void {
  const precision = precisionOf(entries);
  entries.forEach((entry, place) => {
    if (entry.kind === 'blank') {
      count.open++;
      return;
    }
    if (entry.kind === 'formula')
      throw new BadInput(
        `${file}: found the formula ${entry.written.slice(0, 60)}, expected numbers: this model is too large for formulas to be judged.`,
      );
    const expected = { node: -1, exact: null, float: values[place] };
    const isRight =
      isNumber(entry) &&
      judged(
        entry,
        expected,
        slackOf(entry, precision, expected, (which) => rounding(which, place), options),
        options,
      ) !== undefined;
    count.add(isRight, place, values[place], () => entry.written);
  });
}
