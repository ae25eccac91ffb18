import type Fraction from 'fraction.js';
import type { Formula } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import type { Doubles } from '../values/exact-array.ts';
import type { Precision } from '../values/number-type.ts';

export type { Precision } from '../values/number-type.ts';

/** What somebody says the gradients of a model are. */
export interface Answer {
  /** The name of its file, for messages. */
  readonly file: string;
  readonly arrays: readonly AnsweredArray[];
}

export interface AnsweredArray {
  readonly about: Subject;
  /** As it was given: axes of size 1 may be left out, and axes may stand in another order. */
  readonly shape: Shape;
  /** Row-major in that shape. */
  readonly entries: readonly AnsweredEntry[];
  /** In place of entries, where a model of any size is answered in a binary file. */
  readonly numbers?: AnsweredNumbers;
}

/** Numbers of a binary file as doubles, those that are not finite too. */
export interface AnsweredNumbers {
  readonly doubles: Doubles;
  /** In what arithmetic they were computed; undefined for whole numbers. */
  readonly precision: Precision | undefined;
}

/** One entry, as it was said; `written` is the text of it, for reports. */
export type AnsweredEntry =
  /** A whole number, a fraction, a mixed number: it means exactly itself. */
  | { readonly kind: 'exact'; readonly value: Fraction; readonly written: string }
  /** A decimal that says how it was rounded: `slack` is half a unit of its last digit, or what ± says. */
  | {
      readonly kind: 'rounded';
      readonly value: Fraction;
      readonly slack: Fraction;
      /** How many significant digits it has. */
      readonly digits: number;
      readonly written: string;
    }
  /** A binary number, exactly; its type says in what arithmetic it was computed. */
  | {
      readonly kind: 'float';
      readonly value: Fraction;
      readonly precision: Precision;
      readonly written: string;
    }
  /** A formula in the tensors of the model and in what arrives at its outputs. */
  | { readonly kind: 'formula'; readonly formula: Formula; readonly written: string }
  /** NaN or an infinity: an answer, and never a right one. */
  | { readonly kind: 'not finite'; readonly written: string }
  /** Left open: "", "?", null. */
  | { readonly kind: 'blank'; readonly written: string };
