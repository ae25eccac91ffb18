import * as z from 'zod';
import type { Loss } from './loss.ts';
import { mean } from './reduction.ts';

const options = z.strictObject({});

/** L = 1/N * sum over i of x[i] */
export const Mean: Loss<z.output<typeof options>> = {
  name: 'Mean',
  summary: 'the mean of the last output',
  options,
  example: {},
  target: () => undefined,
  formula: (_, { input, batch }) => mean(input, batch),
};
