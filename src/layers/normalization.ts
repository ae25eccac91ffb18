import Fraction from 'fraction.js';
import type { Affine } from '../index/affine.ts';
import {
  add,
  type Definition,
  entry,
  type Formula,
  minus,
  multiply,
  number,
  power,
  type Range,
  sum,
} from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';

/** Entries that share a mean and a variance: `kept` letters tell the groups apart, `over` runs within one. */
interface Statistics {
  readonly kept: readonly Range[];
  /** Subscripts of the mean and of the variance. */
  readonly at: readonly Affine[];
  readonly over: readonly Range[];
  /** The entry of the input at all letters. */
  readonly x: Formula;
}

/** mu = 1/M * sum of x, and var = 1/M * sum of (x - mu)^2, without Bessel's correction, as in PyTorch. */
export function statistics({ kept, at, over, x }: Statistics, mean: Tensor, variance: Tensor): Definition[] {
  const count = over.reduce((product, { size }) => product * size, 1);
  const average = (body: Formula): Formula => multiply(number(new Fraction(1, count)), sum(over, body));
  return [
    { output: mean, over: kept, subscripts: at, body: average(x) },
    { output: variance, over: kept, subscripts: at, body: average(power(minus(x, entry(mean, ...at)), 2)) },
  ];
}

/** gamma * (x - mu) / sqrt(var + eps) + beta */
export function normalized(
  x: Formula,
  mean: Formula,
  variance: Formula,
  eps: Fraction,
  scale: Formula | undefined,
  shift: Formula | undefined,
): Formula {
  const inverse = power(add(variance, number(eps)), new Fraction(-1, 2));
  const factors = [...(scale ? [scale] : []), minus(x, mean), inverse];
  return shift ? add(multiply(...factors), shift) : multiply(...factors);
}
