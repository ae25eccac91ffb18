import Fraction from 'fraction.js';
import * as z from 'zod';
import { letter } from '../index/affine.ts';
import { entry, type Formula, multiply, number, type Range, sum } from '../index/formula.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { allLetters, rangesOf } from '../layers/axis-letters.ts';
import { symbolName } from '../layers/option.ts';
import type { LossTensors } from './loss.ts';

/** The option of all losses that have a target. */
export const targetName = symbolName('Name of the target.').default('y');

/** The option of all losses that take a mean or a sum. */
export const reduction = z
  .enum(['mean', 'sum'], { error: 'mean or sum' })
  .default('mean')
  .describe('Whether the losses of the entries are averaged or added.');

/** The mean or the sum of terms over letters. */
export function reduced(how: 'mean' | 'sum', over: readonly Range[], term: Formula): Formula {
  const count = over.reduce((product, { size }) => product * size, 1);
  return scaledSum(how === 'mean' ? count : 1, over, term);
}

/** 1/divisor * sum over the letters of the term. */
export function scaledSum(divisor: number, over: readonly Range[], term: Formula): Formula {
  const total = over.length === 0 ? term : sum(over, term);
  return divisor === 1 ? total : multiply(number(new Fraction(1, divisor)), total);
}

/** A loss that compares every entry of the output with the entry of the target at its place. */
export function entryByEntry(
  how: 'mean' | 'sum',
  { input, target, batch }: LossTensors,
  term: (x: Formula, y: Formula) => Formula,
): Formula {
  if (!target) throw new Error('this loss has no target');
  const letters = allLetters(input.shape, batch);
  const subscripts = letters.map(letter);
  return reduced(
    how,
    rangesOf(letters, input.shape),
    term(entry(input, ...subscripts), entry(target, ...subscripts)),
  );
}

/** The sum of all entries. */
export function total(tensor: Tensor, batch: number | undefined): Formula {
  const letters = allLetters(tensor.shape, batch);
  return sum(rangesOf(letters, tensor.shape), entry(tensor, ...letters.map(letter)));
}

export function mean(tensor: Tensor, batch: number | undefined): Formula {
  return multiply(number(new Fraction(1, entryCount(tensor.shape))), total(tensor, batch));
}
