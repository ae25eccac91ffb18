import * as z from 'zod';
import { apply, minus, multiply } from '../index/formula.ts';
import { flag } from '../layers/option.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, scaledSum, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction: z
    .enum(['mean', 'sum', 'batchmean'], { error: 'mean, sum or batchmean' })
    .default('mean')
    .describe('Averaged over all entries, added, or added and divided by the number of samples.'),
  log_target: flag('Whether the target is given as logarithms of probabilities.').default(false),
});

/** How far log-probabilities x are from probabilities y: L = 1/N * sum over i of y[i] (log y[i] - x[i]) */
export const KLDivLoss: Loss<z.output<typeof options>> = {
  name: 'KLDivLoss',
  summary: 'the Kullback-Leibler divergence of log-probabilities from target probabilities',
  options,
  example: {},
  target: ({ target, log_target }, { shape }) => ({
    name: target,
    shape,
    ...(log_target ? {} : { values: { expected: 'a number from 0', admits: (value: number) => value >= 0 } }),
  }),
  formula: ({ reduction, log_target }, tensors) => {
    const divergence = entryByEntry(reduction === 'mean' ? 'mean' : 'sum', tensors, (x, y) =>
      log_target ? multiply(apply('exp', y), minus(y, x)) : minus(apply('xlogx', y), multiply(y, x)),
    );
    // Without a batch axis PyTorch divides by the size of the first axis all the same.
    return reduction === 'batchmean' ? scaledSum(tensors.input.shape[0], [], divergence) : divergence;
  },
};
