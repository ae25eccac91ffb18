import * as z from 'zod';
import { apply, minus, multiply, number } from '../index/formula.ts';
import { real } from '../layers/option.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
  beta: real('Where the square becomes a straight line of slope 1; 0 is L1Loss.', { from: 0 }).prefault(1),
});

/** HuberLoss divided by beta: L = 1/N * sum over i of d^2 / (2 beta) up to beta, |d| - beta / 2 beyond */
export const SmoothL1Loss: Loss<z.output<typeof options>> = {
  name: 'SmoothL1Loss',
  summary: 'absolute differences from a target, rounded to squares where they are small',
  options,
  comparesWithTarget: true,
  otherKink: ({ beta }) =>
    beta.equals(0) ? 'PyTorch’s SmoothL1Loss with beta 0 takes -1 there, unlike its L1Loss.' : undefined,
  example: {},
  target: ({ target }, { shape }) => ({ name: target, shape }),
  formula: ({ reduction: how, beta }, tensors) =>
    entryByEntry(how, tensors, (x, y) =>
      beta.equals(0)
        ? apply('abs', minus(x, y))
        : multiply(number(beta.inverse()), apply('Huber', minus(x, y), number(beta))),
    ),
};
