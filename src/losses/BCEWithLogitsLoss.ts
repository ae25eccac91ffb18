import * as z from 'zod';
import { apply, minus, multiply } from '../index/formula.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
});

/** L = 1/N * sum over i of log(1 + e^x[i]) - y[i] x[i], which is -y log p - (1 - y) log(1 - p) for p = 1 / (1 + e^-x) */
export const BCEWithLogitsLoss: Loss<z.output<typeof options>> = {
  name: 'BCEWithLogitsLoss',
  summary: 'binary cross entropy of logits: log(1 + e^x) - y x',
  options,
  contains: 'logistic function',
  example: {},
  target: ({ target }, { shape }) => ({ name: target, shape }),
  formula: ({ reduction: how }, tensors) =>
    entryByEntry(how, tensors, (x, y) => minus(apply('log1pexp', x), multiply(y, x))),
};
