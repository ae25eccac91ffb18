import * as z from 'zod';
import { apply, minus } from '../index/formula.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
});

/** L = 1/N * sum over i of |x[i] - y[i]| */
export const L1Loss: Loss<z.output<typeof options>> = {
  name: 'L1Loss',
  summary: 'the mean (or the sum) of absolute differences from a target',
  options,
  comparesWithTarget: true,
  example: {},
  target: ({ target }, { shape }) => ({ name: target, shape }),
  formula: ({ reduction: how }, tensors) => entryByEntry(how, tensors, (x, y) => apply('abs', minus(x, y))),
};
