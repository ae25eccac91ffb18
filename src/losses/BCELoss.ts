import * as z from 'zod';
import { apply } from '../index/formula.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
});

/** L = -1/N * sum over i of y[i] log x[i] + (1 - y[i]) log(1 - x[i]), logarithms never below -100, as in PyTorch */
export const BCELoss: Loss<z.output<typeof options>> = {
  name: 'BCELoss',
  summary: 'binary cross entropy of probabilities: -y log x - (1 - y) log(1 - x)',
  options,
  example: {},
  target: ({ target }, { shape }) => ({
    name: target,
    shape,
    values: { expected: 'a number from 0 to 1', admits: (value: number) => value >= 0 && value <= 1 },
  }),
  formula: ({ reduction: how }, tensors) =>
    entryByEntry(how, tensors, (x, y) => apply('binaryCrossEntropy', x, y)),
};
