import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { affine, letter } from '../index/affine.ts';
import { entry, range } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import { axisLetters, rangesOf } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { normalized, statistics } from './normalization.ts';
import { flag, named, positive, real, scaled } from './option.ts';

const options = z.strictObject({
  num_groups: positive('Channels are split into this many groups, each with its own mean and variance.'),
  eps: real('Added to the variance, against division by 0.', { from: 0 }).prefault(1e-5),
  affine: flag('Whether a scale and a shift for each channel are learned.').default(true),
  ...scaled,
  ...named,
});
type Options = z.output<typeof options>;

/** Groups of channels of each sample get mean 0 and variance 1, then a learned scale and shift for each channel. */
export const GroupNorm: Layer<Options> = {
  name: 'GroupNorm',
  summary: 'each group of channels gets mean 0 and variance 1, then a learned scale and shift',
  symbol: 'z',
  symbols: { weight: 'gamma', bias: 'beta', mean: 'mu', variance: 'var' },
  options,
  example: { num_groups: 1 },
  shape: ({ num_groups }, { input }) => {
    if (input[0] % num_groups === 0) return input;
    throw new BadInput(
      `GroupNorm found num_groups ${num_groups}, expected a divisor of the channels that arrive, ${input[0]}.`,
    );
  },
  parameters: ({ affine: learns }, { input }): Readonly<Record<string, Shape>> =>
    learns ? { weight: [input[0]], bias: [input[0]] } : {},
  intermediates: ({ num_groups }) => ({ mean: [num_groups], variance: [num_groups] }),
  formula: ({ num_groups, eps }, { input, output, weight, bias, others }) => {
    const size = input.shape[0] / num_groups;
    const [name, ...letters] = axisLetters(input.shape);
    // Channel c of group g is number C g + c.
    const channel = affine(0, ['g', size], [name, 1]);
    const places = rangesOf(letters, input.shape.slice(1));
    const group = range('g', num_groups);
    const inner = [range(name, size), ...places];
    const subscripts = [channel, ...letters.map(letter)];
    const x = entry(input, ...subscripts);
    const at = [letter('g')];
    const body = normalized(
      x,
      entry(others.mean, ...at),
      entry(others.variance, ...at),
      eps,
      weight && entry(weight, channel),
      bias && entry(bias, channel),
    );
    return [
      ...statistics({ kept: [group], at, over: inner, x }, others.mean, others.variance),
      { output, over: [group, ...inner], subscripts, body },
    ];
  },
};
