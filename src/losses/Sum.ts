import * as z from 'zod';
import type { Loss } from './loss.ts';
import { total } from './reduction.ts';

const options = z.strictObject({});

/** L = sum over i of x[i] */
export const Sum: Loss<z.output<typeof options>> = {
  name: 'Sum',
  summary: 'the sum of the last output',
  options,
  example: {},
  target: () => undefined,
  formula: (_, { input, batch }) => total(input, batch),
};
