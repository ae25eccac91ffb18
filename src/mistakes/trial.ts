import { steppedFloats } from '../evaluate/stepped.ts';
import type { Subject } from '../model/subject.ts';
import type { ShapedNumbers } from './axes.ts';
import { type AnsweredNumbers, compared, type Fit } from './fit.ts';
import type { MistakeWay } from './predictions.ts';
import { numbersOf, type Situation } from './situation.ts';

/** The arrays of an answer, by whether there is a wrong number in them. */
export interface Sorted {
  readonly wrong: readonly AnsweredNumbers[];
  readonly right: readonly AnsweredNumbers[];
}

/** What some ways made together explain. */
export interface Trial {
  readonly ways: readonly MistakeWay[];
  /** Of the wrong arrays those of which something is explained. */
  readonly fits: readonly Fit[];
  /** What the ways give for each wrong array; undefined where that is what is right. */
  readonly given: readonly (ShapedNumbers | undefined)[];
  /** Right entries that they would make wrong. */
  readonly against: number;
}

/** Tries ways that would answer so; undefined where they would change nothing in the wrong arrays. */
export function trial(
  situation: Situation,
  { wrong, right }: Sorted,
  ways: readonly MistakeWay[],
  answer: (subject: Subject) => ShapedNumbers | undefined,
): Trial | undefined {
  const changed = ({ subject }: AnsweredNumbers): ShapedNumbers | undefined => {
    const array = answer(subject);
    // A logarithm or a root of the wrong number may have no value.
    if (!array?.numbers.every(Number.isFinite)) return undefined;
    return isTruth(situation, subject, array) ? undefined : array;
  };
  const given = wrong.map(changed);
  if (given.every((array) => array === undefined)) return undefined;
  const fits = wrong.flatMap((array, at) => compared(array, given[at]) ?? []);
  const explaining = fits.filter(({ explained }) => explained.length > 0);
  if (explaining.length === 0) return { ways, fits: [], given, against: 0 };
  const others = right.flatMap((array) => compared(array, changed(array)) ?? []);
  const against = [...fits, ...others].reduce((count, fit) => count + fit.against, 0);
  return { ways, fits: explaining, given, against };
}

/** How many wrong entries are explained. */
export function countOf({ fits }: Pick<Trial, 'fits'>): number {
  return fits.reduce((count, { explained }) => count + explained.length, 0);
}

/** How many wrong numbers there are in an array; what is no number is not explained. */
export function wrongNumbers({ wrong, numbers }: AnsweredNumbers): number {
  return wrong.filter((place) => !Number.isNaN(numbers[place])).length;
}

function isTruth(
  { values, gradients, rate }: Situation,
  { kind, tensor }: Subject,
  { shape, numbers }: ShapedNumbers,
): boolean {
  if (shape.join() !== tensor.shape.join()) return false;
  const truth = numbersOf(kind === 'value' ? values : gradients, tensor);
  if (numbers === truth) return true;
  const right = kind === 'update' ? steppedFloats(numbersOf(values, tensor), truth, rate ?? 0) : truth;
  const scale = truth.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
  return numbers.every((number, at) => {
    return Math.abs(number - right[at]) <= 1e-12 * Math.max(scale, Math.abs(right[at]));
  });
}
