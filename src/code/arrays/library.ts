import type { Code } from '../../expr/code.ts';
import type { Shape } from '../../index/tensor.ts';

/** How a library of arrays writes what is done with whole arrays; all of them are Python. */
export interface ArrayLibrary {
  /** "np" */
  readonly module: string;
  /** An array of zeros; of whole numbers for places. */
  zeros(shape: Shape, whole?: boolean): string;
  /** An array of one number, or that number as it is alone. */
  full(shape: Shape, value: string): string;
  /** An array of the smallest number that there is. */
  lowest(shape: Shape): string;
  /** The argument that names axes: "axis", "dim". */
  readonly axis: string;
  /** The method that takes the largest along axes. */
  readonly largest: string;
  /** The largest of two arrays. */
  larger(left: string, right: string): string;
  /** The logarithm of a sum of exponentials, along one axis or several. */
  logsumexp(array: string, axes: string): string;
  /** One or the other, by a comparison; `numbers` says that neither is an array. */
  where(condition: string, yes: string, no: string, numbers: boolean): string;
  /** A statement that changes a part of an array. */
  update(array: string, index: string, change: 'set' | 'add' | 'raise', value: string): string;
  /** A function of the catalogue, applied to arrays. */
  call(name: string, given: readonly Code[]): Code;
  transposed(array: string, order: readonly number[]): string;
}
