import { entry, type Formula, letter, range, sum } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { axisLetters } from '../layers/axis-letters.ts';

/** The sum of all entries of a tensor. */
export function total(tensor: Tensor): Formula {
  const letters = axisLetters(tensor.shape);
  return sum(
    letters.map((name, axis) => range(name, tensor.shape[axis])),
    entry(tensor, ...letters.map(letter)),
  );
}
