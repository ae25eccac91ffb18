import Fraction from 'fraction.js';
import type { Field, Question } from '../exercises/question.ts';
import type { Notation } from '../notation/notation.ts';
import { exactNumber } from '../values/exact-number.ts';
import type { Sheet } from '../worksheet/sheet.ts';

/** What became of one field. All but the last two get its points. */
export type Outcome =
  /** It is the answer. */
  | 'right'
  /** It is the answer, rounded as it was written. */
  | 'rounded'
  /** It is not the answer, but what follows from the student's own earlier answers. */
  | 'carried'
  | 'wrong'
  /** Nothing was answered. */
  | 'blank';

export interface FieldMark {
  readonly field: Field;
  /** The answer as it was written. */
  readonly written: string;
  readonly outcome: Outcome;
  readonly points: Fraction;
  /** What follows from the student's own earlier answers, where that is not what is right. */
  readonly followed?: Notation;
  /** Why an answer is wrong, where its value alone does not say it. */
  readonly remark?: string;
}

/** A named mistake behind the wrong fields of a question. */
export interface MistakeMade {
  readonly name: string;
  readonly title: string;
  /** What it explains, in the words of the model. */
  readonly text: string;
  readonly explanation: string;
}

export interface QuestionMark {
  readonly question: Question;
  /** From 1, as on the sheet. */
  readonly number: number;
  readonly fields: readonly FieldMark[];
  readonly points: Fraction;
  readonly of: Fraction;
  /** Those that cannot be told apart by the numbers, the likeliest first. */
  readonly mistakes: readonly MistakeMade[];
}

export interface SheetMark {
  readonly sheet: Sheet;
  readonly questions: readonly QuestionMark[];
  readonly points: Fraction;
  readonly of: Fraction;
}

export function isCredited(outcome: Outcome): boolean {
  return outcome === 'right' || outcome === 'rounded' || outcome === 'carried';
}

/** The points of a field, exactly as they were written. */
export function pointsExactly({ points }: Field): Fraction {
  return exactNumber(String(points)) ?? new Fraction(points);
}

export function sumOf(points: readonly Fraction[]): Fraction {
  return points.reduce((sum, point) => sum.add(point), new Fraction(0));
}

/** How much of all points, from 0 to 100. */
export function percentOf({ points, of }: { readonly points: Fraction; readonly of: Fraction }): number {
  return of.equals(0) ? 0 : points.div(of).mul(100).valueOf();
}

const decimals = 4;

/** "3", "2.5"; with its fraction where four decimals do not say it: "0.3333 (1/3)". */
export function pointsText(points: Fraction): string {
  const whole = points.mul(10 ** decimals);
  if (whole.d === 1n) return String(Number(points.valueOf().toFixed(decimals)));
  return `${points.valueOf().toFixed(decimals)} (${points.toFraction()})`;
}
