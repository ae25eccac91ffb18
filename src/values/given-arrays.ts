import type Fraction from 'fraction.js';
import type { BadInput } from '../bad-input.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import type { Doubles } from './exact-array.ts';
import type { NotFinite, Precision } from './number-type.ts';

/** One array as a file or a model gives it. */
export interface FoundArray {
  readonly shape: Shape;
  /** All entries, row-major and exact. Throws BadInput, with its place, for what is no finite number. */
  entries(tensor: Pick<Tensor, 'name'>): readonly Fraction[];
  /** Of a binary file: the doubles nearest to the entries. Throws BadInput as `entries` does. */
  doubles?(): Doubles;
  /** Of a binary file: the entries as they are stored, those that are not finite too. */
  readonly binary?: {
    readonly precision: Precision | undefined;
    stored(): readonly (Fraction | NotFinite)[];
    doubles(): Doubles;
  };
}

/** Arrays by name, as a file or a model gives them. */
export interface GivenArrays {
  readonly names: readonly string[];
  find(name: string): FoundArray | undefined;
  /** The error for one of the arrays, or for all, with its place in front. */
  refuse(name: string | undefined, message: string): BadInput;
  /** The file holds one array without a name. */
  readonly nameless?: true;
}

/** The sizes that matter, in words: axes of size 1 may be left out. */
export function sizesText(shape: Shape): string {
  const long = shape.filter((size) => size !== 1);
  return long.length === 0 ? 'a single number' : `${long.join(' × ')} numbers`;
}
