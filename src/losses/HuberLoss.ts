import * as z from 'zod';
import { apply, minus, number } from '../index/formula.ts';
import { real } from '../layers/option.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
  delta: real('Where the square becomes a straight line.', { above: 0 }).prefault(1),
});

/** L = 1/N * sum over i of Huber(x[i] - y[i]): d^2 / 2 up to delta, delta (|d| - delta / 2) beyond */
export const HuberLoss: Loss<z.output<typeof options>> = {
  name: 'HuberLoss',
  summary: 'squared differences from a target, absolute ones where they are large',
  options,
  comparesWithTarget: true,
  example: {},
  target: ({ target }, { shape }) => ({ name: target, shape }),
  formula: ({ reduction: how, delta }, tensors) =>
    entryByEntry(how, tensors, (x, y) => apply('Huber', minus(x, y), number(delta))),
};
