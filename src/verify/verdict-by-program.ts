import type { Shape } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';

/** What became of an answer about a model that is too large to be written out: numbers only, array by array. */
export interface VerifiedByProgram {
  readonly arrays: readonly ArrayByProgram[];
  readonly correct: boolean;
}

export interface ArrayByProgram {
  readonly about: Subject;
  /** As it was given. */
  readonly shape: Shape;
  /** Its sizes are those of the tensor in another order: it is wrong as it stands. */
  readonly otherShape: boolean;
  /** How many entries were answered, how many of these are right, and how many were left open. */
  readonly answered: number;
  readonly right: number;
  readonly open: number;
  /** The first of those that are wrong. */
  readonly wrong: readonly WrongNumber[];
  readonly correct: boolean;
}

export interface WrongNumber {
  /** Row-major place in the tensor. */
  readonly place: number;
  readonly expected: number;
  readonly got: string;
}
