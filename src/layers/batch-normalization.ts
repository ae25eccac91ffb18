import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { type Affine, letter } from '../index/affine.ts';
import { entry } from '../index/formula.ts';
import { entryCount, type Shape } from '../index/tensor.ts';
import { arrivingSizes } from './arriving-sizes.ts';
import { allLetters, rangesOf } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { normalized, statistics } from './normalization.ts';
import { flag, named, real, scaled, symbolName } from './option.ts';

const options = z.strictObject({
  eps: real('Added to the variance, against division by 0.', { from: 0 }).prefault(1e-5),
  affine: flag('Whether a scale and a shift for each channel are learned.').default(true),
  training: flag('Statistics of this batch (true), or the given running ones (false).').default(true),
  ...scaled,
  running_mean: symbolName('Name of the running mean, where training is false.').optional(),
  running_var: symbolName('Name of the running variance, where training is false.').optional(),
  ...named,
});
export type BatchOptions = z.output<typeof options>;

/**
 * Each channel is shifted and scaled to mean 0 and variance 1 over all samples and places, then by a scale and a shift
 * that are learned: z = gamma[c] * (x - mu[c]) / sqrt(var[c] + eps) + beta[c]
 */
export function batchNormalization(
  name: string,
  wanted: string,
  admits: (input: Shape) => boolean,
): Layer<BatchOptions> {
  return {
    name,
    summary: 'each channel gets mean 0 and variance 1 over the batch, then a learned scale and shift',
    symbol: 'z',
    symbols: {
      weight: 'gamma',
      bias: 'beta',
      running_mean: 'mu',
      running_var: 'var',
      mean: 'mu',
      variance: 'var',
    },
    acrossSamples: true,
    options,
    example: {},
    shape: ({ training }, arriving) => {
      const { input, batch } = arriving;
      if (!admits(input))
        throw new BadInput(`${name} needs ${wanted}, but ${arrivingSizes(arriving)} arrives.`);
      if (training && entryCount(input.slice(1)) * (batch ?? 1) === 1) {
        throw new BadInput(
          `${name} needs more than one value in each channel for its statistics, but 1 arrives; give input.batch of at least 2, or training: false.`,
        );
      }
      return input;
    },
    parameters: ({ affine }, { input }): Readonly<Record<string, Shape>> =>
      affine ? { weight: [input[0]], bias: [input[0]] } : {},
    constants: ({ training }, { input }): Readonly<Record<string, Shape>> =>
      training ? {} : { running_mean: [input[0]], running_var: [input[0]] },
    intermediates: ({ training }, { input }): Readonly<Record<string, Shape>> =>
      training ? { mean: [input[0]], variance: [input[0]] } : {},
    formula: ({ training, eps }, { input, output, weight, bias, others, batch }) => {
      const letters = allLetters(input.shape, batch);
      const ranges = rangesOf(letters, input.shape);
      const subscripts = letters.map(letter);
      const axis = batch === undefined ? 0 : 1;
      const channel: Affine[] = [subscripts[axis]];
      const x = entry(input, ...subscripts);
      const [mean, variance] = training
        ? [others.mean, others.variance]
        : [others.running_mean, others.running_var];
      const kept = [ranges[axis]];
      const body = normalized(
        x,
        entry(mean, ...channel),
        entry(variance, ...channel),
        eps,
        weight && entry(weight, ...channel),
        bias && entry(bias, ...channel),
      );
      return [
        ...(training
          ? statistics({ kept, at: channel, over: ranges.toSpliced(axis, 1), x }, mean, variance)
          : []),
        { output, over: ranges, subscripts, body },
      ];
    },
  };
}
