import Fraction from 'fraction.js';
import { z } from 'zod';
import { add, entry, letter, multiply, number, power, range, sum } from '../index/formula.ts';
import { entryCount } from '../index/tensor.ts';
import { axisLetters } from '../layers/axis-letters.ts';
import { symbolName } from '../layers/option.ts';
import type { Loss } from './loss.ts';

const options = z.strictObject({
  target: symbolName('Name of the target.').default('y'),
  reduction: z
    .enum(['mean', 'sum'], { error: 'mean or sum' })
    .default('mean')
    .describe('Whether the squares are averaged or added.'),
});
type Options = z.output<typeof options>;

/** Squared error: L = 1/N * sum over i of (x[i] - y[i])^2, or without 1/N for the reduction "sum". */
export const MSELoss: Loss<Options> = {
  name: 'MSELoss',
  summary: 'the mean (or the sum) of squared differences from a target',
  options,
  target: ({ target }, input) => ({ name: target, shape: input }),
  formula: ({ reduction }, { input, output, target }) => {
    if (!target) throw new Error('MSELoss has no target');
    const letters = axisLetters(input.shape);
    const subscripts = letters.map(letter);
    const difference = add(entry(input, ...subscripts), multiply(number(-1), entry(target, ...subscripts)));
    const squares = sum(
      letters.map((name, axis) => range(name, input.shape[axis])),
      power(difference, 2),
    );
    const count = entryCount(input.shape);
    const mean = reduction === 'mean' && count > 1;
    return {
      output,
      over: [],
      subscripts: [],
      body: mean ? multiply(number(new Fraction(1, count)), squares) : squares,
    };
  },
};
