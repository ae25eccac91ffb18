import type { Subject } from '../model/subject.ts';
import type { Mistake } from './mistake.ts';

/** An explanation of wrong entries by one mistake, or by two made together. */
export interface Diagnosis {
  readonly mistakes: readonly { readonly mistake: Mistake; readonly what: string }[];
  /** Other ways of the same mistakes that explain the same. */
  readonly otherwise: readonly (readonly string[])[];
  /** The wrong places that it explains, by array. */
  readonly explained: readonly {
    readonly subject: Subject;
    readonly places: readonly number[];
    /** Whether the mistake gives every number of the array. */
    readonly whole: boolean;
  }[];
  /** How many wrong entries are explained in all. */
  readonly count: number;
  /** Whether it explains every wrong array, all of it. */
  readonly whole: boolean;
  /** Right entries that the mistake would have made wrong. */
  readonly against: number;
  /** From 0; explanations of one rank explain the same and cannot be told apart by the numbers. */
  readonly rank: number;
  readonly text: string;
}

export interface Diagnosed {
  /** The best first. */
  readonly diagnoses: readonly Diagnosis[];
  /** Ways and pairs of ways that were not tried because it would have taken too long. */
  readonly notTried: number;
}
