import * as z from 'zod';
import { positive, real, symbolName } from '../layers/option.ts';
import { harmless } from '../printable.ts';
import { notationChoices } from './notation-choices.ts';

/** What a model file says besides layers, loss and values. */

const size = positive('');
const shapeError = 'a list of sizes: [H, W], [C, H, W], [L], [C, L] or [C, D, H, W]';

/** `regularize`, which is checked apart since only a loss can have it. */
export const regularize = z
  .strictObject(
    {
      l2: z
        .union([symbolName(''), real('', { from: 0 })], { error: 'a number from 0, or a name' })
        .describe('What the sum of the squares of all weights is multiplied by, or the name of that number.'),
    },
    { error: 'a map, such as { l2: 0.01 }' },
  )
  .describe('What is added to the loss to keep weights small.');

export type Regularize = z.output<typeof regularize>;

export const header = z.strictObject({
  title: z
    .string('a text')
    .max(200, 'a title of at most 200 characters')
    .transform(harmless)
    .default('A derivation')
    .describe('Title of the page.'),
  input: z
    .strictObject(
      {
        name: symbolName('Name of the input.').default('I'),
        shape: z
          .array(size, { error: shapeError })
          .min(1, shapeError)
          .max(4, shapeError)
          .describe(
            '[H, W] or [C, H, W] for an image, [L] for a vector, [C, L] for a sequence, [C, D, H, W] for a volume.',
          ),
        batch: positive(
          'How many samples there are; every data array then has this axis in front.',
        ).optional(),
      },
      { error: 'a map with name and shape, such as { name: I, shape: [3, 3] }' },
    )
    .describe('The array that goes in.'),
  regularize: regularize.optional(),
  weight_layout: z
    .enum(['OIHW', 'HWIO'], { error: 'OIHW or HWIO' })
    .default('OIHW')
    .describe(
      'How the values of weights are laid out: PyTorch (filters [out, in, rows, columns], dense [out, in]) or TensorFlow ([rows, columns, in, out], [in, out]).',
    ),
  conventions: z
    .strictObject(
      {
        ties: z
          .enum(['first', 'last', 'split', 'error'], { error: 'first, last, split or error' })
          .default('first')
          .describe(
            'Which of several equal maxima of a pooling takes the gradient; PyTorch takes the first.',
          ),
        kink: z
          .union([z.literal(0), z.literal(1), z.literal('0'), z.literal('1'), z.literal('1/2')], {
            error: '0, 1 or 1/2',
          })
          .transform((kink) => String(kink) as '0' | '1' | '1/2')
          .default('0')
          .describe(
            'The derivative at a kink: 0 as PyTorch takes it for the function (0 for relu at 0), 1 from the right, 1/2 the mean of both sides.',
          ),
      },
      { error: 'a map, such as { ties: first, kink: 0 }' },
    )
    .default({ ties: 'first', kink: '0' })
    .describe('Which subgradient is taken where the derivative is a choice.'),
  notation: notationChoices.optional(),
});

export const upstreamName = symbolName('Name of the gradient that arrives from above, in place of a loss.');
