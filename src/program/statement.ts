import type { Definition, Range, Reduction } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';

/** What a function of the code does, one array after another. Closed: every target language has a way to say each. */
export type Statement = RuleStatement | WinnerPlaces | Refusal;

/** An array is the sum of its parts; entries that no part reaches are 0. No part holds derivatives or winners. */
export interface RuleStatement {
  readonly kind: 'rule';
  /** The rule as it is printed, and what is to be said of it: lines of text, which only a reader needs. */
  readonly comment: () => readonly string[];
  readonly array: Tensor;
  readonly parts: readonly RulePart[];
}

export interface RulePart extends Definition {
  /** Whether it meets entries that it, or another part, has met before: what they get is added. */
  readonly adds: boolean;
}

/** Which member of a maximum wins, as its row-major place among the members; for all values of the free letters. */
export interface WinnerPlaces {
  readonly kind: 'winner';
  readonly comment: () => readonly string[];
  readonly array: Tensor;
  readonly over: readonly Range[];
  readonly of: Reduction;
  readonly ties: 'first' | 'last';
}

/** Stops where an array, the number of members that are the maximum, is more than 1 somewhere. */
interface Refusal {
  readonly kind: 'refusal';
  readonly comment: () => readonly string[];
  readonly array: Tensor;
}
