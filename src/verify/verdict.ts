import type Fraction from 'fraction.js';
import type { AnsweredEntry } from '../answers/answer.ts';
import type { Node } from '../expr/node.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import type { ExpectedGraph } from './expected-graph.ts';
import type { SettledChoice } from './subgradient-set.ts';

/** What became of one entry of an answer, the strongest first. */
export type Verdict =
  /** The formula is the derivative, for all values: equal expressions or equal normal forms. */
  | 'proved'
  /** The number is the derivative, in exact arithmetic. */
  | 'exact'
  /** It is the derivative rounded as it was written. */
  | 'rounded'
  /** It is as near as its arithmetic, or the tolerance asked for, can be. */
  | 'within'
  /** The formula has the derivative's value at random points: no proof, but an error bound. */
  | 'tested'
  /** Valid, but another subgradient than the conventions take. */
  | 'subgradient'
  | 'wrong'
  /** Nothing was answered. */
  | 'blank';

/** The derivative as it should be: a number where the model has values. */
export interface Expected {
  readonly node: Node;
  /** Null where it is irrational or was not worked out exactly; undefined where the model has no values. */
  readonly exact: Fraction | null | undefined;
  readonly float: number | undefined;
}

export interface EntryVerdict {
  /** Row-major place in the tensor. */
  readonly place: number;
  readonly verdict: Verdict;
  readonly expected: Expected;
  readonly got: AnsweredEntry;
  /** The expression of a formula, or of a number that is compared for all values. */
  readonly formula?: Node;
  /** The value of what was answered at the model's values. */
  readonly gotFloat: number | undefined;
  /** How far a number may be from the derivative and still be right. */
  readonly slack: number;
  /** The formula holds in the region of these values: with these winners of maxima and these sides of kinks. */
  readonly inRegion?: true;
  /** Of a formula that is wrong, though it has the right value at these values. */
  readonly rightHere?: true;
  /** Of a formula that is wrong: numbers at which the two differ. */
  readonly counterexample?: Differing;
}

export interface Differing {
  readonly expected: string;
  readonly got: string;
  readonly at: readonly { readonly tensor: Tensor; readonly place: number; readonly value: string }[];
}

export interface ArrayVerdict {
  readonly about: Subject;
  /** As it was given. */
  readonly shape: Shape;
  readonly given: readonly AnsweredEntry[];
  /** Its sizes are those of the tensor in another order: it is wrong as it stands. */
  readonly otherShape: boolean;
  readonly entries: readonly EntryVerdict[];
  readonly correct: boolean;
  readonly method: 'proved' | 'exact' | 'numeric';
}

/** Another way to make the choices that these values meet, with which the answer is right. */
export interface OtherChoice {
  /** Conventions of the model file that make it, such as "ties: last"; undefined where none does. */
  readonly policy: string | undefined;
  /** The shares and slopes, choice by choice, where no convention makes it. */
  readonly settled: readonly SettledChoice[];
}

export interface Verified {
  readonly expected: ExpectedGraph;
  readonly arrays: readonly ArrayVerdict[];
  readonly correct: boolean;
  readonly otherChoice: OtherChoice | undefined;
  /** The choices were too many to be gone through together; only the conventions were tried. */
  readonly undecided: boolean;
  /** How many ties and kinks these values meet. */
  readonly choicesMet: number;
  /** The error bound of identity tests, for all entries together; 0 where none was needed. */
  readonly bound: number;
}

/** Whether an entry counts as right. */
export function isRight(verdict: Verdict): boolean {
  return verdict !== 'wrong' && verdict !== 'blank';
}
