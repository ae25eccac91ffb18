import type Fraction from 'fraction.js';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Shape } from '../index/tensor.ts';

/** An array of exact rationals, row-major. */
export interface ExactArray {
  readonly shape: Shape;
  readonly data: readonly Fraction[];
  /** The nearest doubles, where a file has them. */
  readonly doubles?: Doubles;
}

/** Numbers as the machine has them; those of float32 are doubles too. */
export type Doubles = Float32Array | Float64Array;

/** Doubles that become fractions when somebody asks for these: millions of them would be gigabytes. */
export function exactOnDemand(
  shape: Shape,
  doubles: Doubles,
  fractions: () => readonly Fraction[],
): ExactArray {
  let found: readonly Fraction[] | undefined;
  return {
    shape,
    doubles,
    get data() {
      found ??= fractions();
      return found;
    },
  };
}

export function doublesOf(array: ExactArray): Doubles {
  return array.doubles ?? Float64Array.from(array.data, nearestDouble);
}
