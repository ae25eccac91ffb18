import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { letter } from '../index/affine.ts';
import { entry } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import { arrivingSizes } from './arriving-sizes.ts';
import { entrywise } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { normalized, statistics } from './normalization.ts';
import { flag, named, positive, real, scaled } from './option.ts';

const shapeError = 'a positive whole number or a list of them: sizes of the last axes';
const options = z.strictObject({
  normalized_shape: z
    .union([positive(''), z.array(positive('')).min(1, shapeError).max(4, shapeError)], { error: shapeError })
    .transform((value) => (typeof value === 'number' ? [value] : value))
    .describe('Sizes of the last axes, which share a mean and a variance; the whole sample if not given.')
    .optional(),
  eps: real('Added to the variance, against division by 0.', { from: 0 }).prefault(1e-5),
  elementwise_affine: flag('Whether a scale and a shift for each entry are learned.').default(true),
  ...scaled,
  ...named,
});
type Options = z.output<typeof options>;

/** Each sample (or each slice along its last axes) gets mean 0 and variance 1, then a learned scale and shift. */
export const LayerNorm: Layer<Options> = {
  name: 'LayerNorm',
  summary: 'each sample gets mean 0 and variance 1 over its last axes, then a learned scale and shift',
  symbol: 'z',
  symbols: { weight: 'gamma', bias: 'beta', mean: 'mu', variance: 'var' },
  options,
  example: {},
  shape: ({ normalized_shape = [] }, arriving) => {
    const { input } = arriving;
    const last = input.slice(input.length - normalized_shape.length);
    if (last.join() === normalized_shape.join() || normalized_shape.length === 0) return input;
    throw new BadInput(
      `LayerNorm found normalized_shape [${normalized_shape.join(', ')}], expected the sizes of the last axes of what arrives, ${arrivingSizes(arriving)}.`,
    );
  },
  parameters: (given, { input }): Readonly<Record<string, Shape>> =>
    given.elementwise_affine ? { weight: sharedShape(given, input), bias: sharedShape(given, input) } : {},
  intermediates: (given, { input }) => {
    const kept = input.slice(0, input.length - sharedShape(given, input).length);
    return { mean: kept, variance: kept };
  },
  formula: (given, { input, output, weight, bias, others }) => {
    const left = entrywise(input.shape);
    const split = input.shape.length - sharedShape(given, input.shape).length;
    const x = entry(input, ...left.subscripts);
    const at = left.subscripts.slice(0, split);
    const inner = left.over.slice(split).map((range) => letter(range.letter));
    const body = normalized(
      x,
      entry(others.mean, ...at),
      entry(others.variance, ...at),
      given.eps,
      weight && entry(weight, ...inner),
      bias && entry(bias, ...inner),
    );
    return [
      ...statistics(
        { kept: left.over.slice(0, split), at, over: left.over.slice(split), x },
        others.mean,
        others.variance,
      ),
      { output, ...left, body },
    ];
  },
};

function sharedShape({ normalized_shape }: Options, input: Shape): Shape {
  return normalized_shape ?? input;
}
