import * as z from 'zod';
import { apply, minus, multiply, number } from '../index/formula.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
});

/** L = 1/N * sum over i of max(0, 1 - t[i] x[i]) */
export const HingeLoss: Loss<z.output<typeof options>> = {
  name: 'HingeLoss',
  summary: 'the mean (or the sum) of max(0, 1 - t x) for targets t of -1 and 1',
  options,
  example: {},
  otherKink: () =>
    'PyTorch has no such loss; where it is written with torch.clamp, the derivative there is that of kink 1.',
  target: ({ target }, { shape }) => ({
    name: target,
    shape,
    values: { expected: '-1 or 1', admits: (value: number) => value === 1 || value === -1 },
  }),
  formula: ({ reduction: how }, tensors) =>
    entryByEntry(how, tensors, (x, t) => apply('ReLU', minus(number(1), multiply(t, x)))),
};
