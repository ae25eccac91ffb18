import * as z from 'zod';
import { minus, power } from '../index/formula.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
});

/** Squared error: L = 1/N * sum over i of (x[i] - y[i])^2, or without 1/N for the reduction "sum". */
export const MSELoss: Loss<z.output<typeof options>> = {
  name: 'MSELoss',
  summary: 'the mean (or the sum) of squared differences from a target',
  options,
  comparesWithTarget: true,
  example: {},
  target: ({ target }, { shape }) => ({ name: target, shape }),
  formula: ({ reduction: how }, tensors) => entryByEntry(how, tensors, (x, y) => power(minus(x, y), 2)),
};
