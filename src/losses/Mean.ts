import Fraction from 'fraction.js';
import { z } from 'zod';
import { multiply, number } from '../index/formula.ts';
import { entryCount } from '../index/tensor.ts';
import type { Loss } from './loss.ts';
import { total } from './total.ts';

const options = z.strictObject({});

/** L = 1/N * sum over i of x[i] */
export const Mean: Loss<z.output<typeof options>> = {
  name: 'Mean',
  summary: 'the mean of the last output',
  options,
  target: () => undefined,
  formula: (_, { input, output }) => {
    const share = number(new Fraction(1, entryCount(input.shape)));
    return { output, over: [], subscripts: [], body: multiply(share, total(input)) };
  },
};
