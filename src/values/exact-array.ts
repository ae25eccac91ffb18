import type Fraction from 'fraction.js';
import type { Shape } from '../index/tensor.ts';

/** An array of exact rationals, row-major. */
export interface ExactArray {
  readonly shape: Shape;
  readonly data: readonly Fraction[];
}
