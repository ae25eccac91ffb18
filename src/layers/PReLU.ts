import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { affine, letter } from '../index/affine.ts';
import { apply, entry } from '../index/formula.ts';
import { axisLetters, entrywise } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { named, positive, symbolName } from './option.ts';

const options = z.strictObject({
  num_parameters: positive('One slope for all, or one for each channel.').default(1),
  weight: symbolName('Name of the slope.').optional(),
  ...named,
});
type Options = z.output<typeof options>;

/** A leaky ReLU whose slope learns: a[c,i,j] = x[c,i,j] where it is positive, alpha[c] * x[c,i,j] where not */
export const PReLU: Layer<Options> = {
  name: 'PReLU',
  summary: 'negative entries shrink by a factor that learns, the others pass',
  symbol: 'a',
  symbols: { weight: 'alpha' },
  options,
  example: {},
  shape: ({ num_parameters }, { input }) => {
    if (num_parameters === 1 || num_parameters === input[0]) return input;
    throw new BadInput(
      `PReLU found num_parameters ${num_parameters}, expected 1 or as many as the channels that arrive, ${input[0]}.`,
    );
  },
  parameters: ({ num_parameters }) => ({ weight: [num_parameters] }),
  formula: ({ num_parameters }, { input, output, weight }) => {
    if (!weight) throw new Error('PReLU has no weight');
    const left = entrywise(input.shape);
    const [channel] = axisLetters(input.shape);
    const slope = entry(weight, num_parameters === 1 ? affine(0) : letter(channel));
    return [{ output, ...left, body: apply('LeakyReLU', entry(input, ...left.subscripts), slope) }];
  },
};
