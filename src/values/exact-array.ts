import type Fraction from 'fraction.js';
import type { Shape } from '../index/tensor.ts';

/** An array of exact rationals, row-major. */
export interface ExactArray {
  readonly shape: Shape;
  readonly data: readonly Fraction[];
  /** The same as doubles, where these are what was read: then `data` is made of them when it is asked for. */
  readonly floats?: Floats;
}

/** Numbers that doubles hold exactly. */
export type Floats = Float64Array | Float32Array;
