import Fraction from 'fraction.js';
import type { Shape } from '../index/tensor.ts';
import type { ExactArray, Floats } from './exact-array.ts';
import { exactDouble } from './exact-double.ts';

/** Numbers as a binary file has them: 61 million fit in memory as they are, and none of them as fractions. */
export class StoredArray implements ExactArray {
  readonly shape: Shape;
  readonly floats: Floats;
  #data: readonly Fraction[] | undefined;

  constructor(shape: Shape, floats: Floats) {
    this.shape = shape;
    this.floats = floats;
  }

  get data(): readonly Fraction[] {
    this.#data ??= Array.from(this.floats, (value) => exactDouble(value) ?? new Fraction(0));
    return this.#data;
  }
}
