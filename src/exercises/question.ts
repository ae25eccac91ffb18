import type Fraction from 'fraction.js';
import type { Block, Inline } from '../document/block.ts';
import type { EntryOf } from '../model/subject.ts';
import type { Notation } from '../notation/notation.ts';

/** One question of a worksheet. What a student sees are `title`, `ask`, `hint` and the labels of `fields`, nothing else. */
export interface Question {
  /** The exercise that made it. */
  readonly exercise: string;
  /** What tells it from the others of the sheet: "outputs-o". */
  readonly key: string;
  readonly title: readonly Inline[];
  readonly ask: readonly Block[];
  readonly fields: readonly Field[];
  /** The output whose window is asked about; the fields behind the first are the entries of this window. */
  readonly window?: EntryOf;
  /** Fields that are the entries of an array: what stands left of the equals sign, and the numbers of the fields in rows. */
  readonly grid?: Grid;
  /** The blanks stand in the text of the question itself. */
  readonly inAsk?: true;
  readonly hint?: readonly Inline[];
  /** From 1, easy, to 3. */
  readonly difficulty: 1 | 2 | 3;
  /** Height left for working it out, in centimetres. */
  readonly space: number;
  /** How it is worked out, with the answers. */
  readonly solution: readonly Block[];
}

export interface Grid {
  readonly left: Notation;
  readonly rows: readonly (readonly number[])[];
}

/** One thing to be filled in. */
export interface Field {
  /** Unique in the question, fit for the column of a table: "o_11", "dL/dW_21". */
  readonly name: string;
  /** The same without subscripts, where it has some: variants that ask for another entry have it in common. */
  readonly short?: string;
  readonly label: Notation;
  readonly points: number;
  readonly answer: FieldAnswer;
  /** The entry whose number it asks for; what is answered to later questions follows from it. */
  readonly about?: EntryOf;
}

export type FieldAnswer =
  | {
      readonly kind: 'number';
      /** Null where it is irrational. */
      readonly exact: Fraction | null;
      readonly float: number;
    }
  /** `text` is the same in the plain text that answers may be written in. */
  | { readonly kind: 'formula'; readonly notation: Notation; readonly text: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Inline[])[]; readonly right: number };

/** What a field is called on a sheet, by the number of its question: "2.o_11". */
export function fieldKey(question: number, { name }: Pick<Field, 'name'>): string {
  return `${question}.${name}`;
}

/** All points of a question. */
export function pointsOf({ fields }: Pick<Question, 'fields'>): number {
  return fields.reduce((sum, { points }) => sum + points, 0);
}

/** The letter before an option: A, B, C. */
export function letterOf(option: number): string {
  return String.fromCharCode(65 + option);
}
