import type { Shape } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import { long, type ShapedNumbers } from './axes.ts';

/** An array of an answer in numbers, and which of its entries are wrong. */
export interface AnsweredNumbers {
  readonly subject: Subject;
  /** As it was given: axes of size 1 may be left out, and axes may stand in another order. */
  readonly shape: Shape;
  /** Row-major in that shape; NaN where nothing, or no finite number, was answered. */
  readonly numbers: Float64Array;
  /** How far an entry may be from a number and still mean it: by its rounding, or by its arithmetic. */
  readonly slack: Float64Array;
  /** What is right, in the same shape; undefined where the shapes differ. */
  readonly expected: Float64Array | undefined;
  /** The places of entries that are wrong. */
  readonly wrong: readonly number[];
}

/** How well the numbers of a mistaken way are those of one answered array. */
export interface Fit {
  readonly array: AnsweredNumbers;
  /** Wrong entries that are what this way gives. */
  readonly explained: readonly number[];
  /** Whether every number in the array, right or wrong, is what this way gives. */
  readonly whole: boolean;
  /** Right entries that this way would make wrong. */
  readonly against: number;
}

/** Of more wrong entries than this a sample is compared first: a way that gives none of them explains none. */
const mostAtOnce = 256;
const sampled = 64;

/** Compares an answered array with what a way gives; undefined where the way gives nothing of its shape. */
export function compared(array: AnsweredNumbers, given: ShapedNumbers | undefined): Fit | undefined {
  if (!given || long(given.shape) !== long(array.shape)) return undefined;
  const { numbers, slack, wrong } = array;
  const scale = given.numbers.reduce((most, number) => Math.max(most, Math.abs(number) || 0), 0);
  const same = (place: number): boolean => {
    const ours = given.numbers[place];
    // What two orders of adding up may differ by is no difference.
    const near = slack[place] + 1e-9 * Math.abs(ours) + 1e-12 * scale;
    return Math.abs(numbers[place] - ours) <= near;
  };
  const step = Math.ceil(wrong.length / sampled);
  if (wrong.length > mostAtOnce && !wrong.some((place, at) => at % step === 0 && same(place)))
    return undefined;
  const explained = wrong.filter(same);
  const isWrong = new Set(wrong);
  let [against, missed] = [0, 0];
  for (const [place, number] of numbers.entries()) {
    if (Number.isNaN(number) || same(place)) continue;
    if (isWrong.has(place)) missed++;
    else against++;
  }
  return { array, explained, whole: against + missed === 0 && explained.length > 0, against };
}
