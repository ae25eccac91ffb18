import { z } from 'zod';
import { symbolName } from '../layers/option.ts';

/** What a model file says besides layers, loss and values. */

const size = z.int('a positive whole number').min(1, 'a positive whole number');

export const header = z.strictObject({
  title: z
    .string('a text')
    .max(200, 'a title of at most 200 characters')
    .default('A derivation')
    .describe('Title of the page.'),
  input: z
    .strictObject(
      {
        name: symbolName('Name of the input.').default('I'),
        shape: z
          .array(size, { error: 'a list of sizes: [H, W], [C, H, W] or [L]' })
          .min(1, 'a list of sizes: [H, W], [C, H, W] or [L]')
          .max(3, 'a list of sizes: [H, W], [C, H, W] or [L]')
          .describe('[H, W] or [C, H, W] for an image, [L] for a vector.'),
      },
      { error: 'a map with name and shape, such as { name: I, shape: [3, 3] }' },
    )
    .describe('The array that goes in.'),
  conventions: z
    .strictObject(
      {
        ties: z
          .enum(['first', 'last', 'split', 'error'], { error: 'first, last, split or error' })
          .default('first')
          .describe('Which of several equal maxima takes the gradient; PyTorch takes the first.'),
        kink: z
          .union([z.literal(0), z.literal(1), z.literal('0'), z.literal('1'), z.literal('1/2')], {
            error: '0, 1 or 1/2',
          })
          .transform((kink) => String(kink) as '0' | '1' | '1/2')
          .default('0')
          .describe('The derivative at a kink, such as relu at 0; PyTorch takes 0.'),
      },
      { error: 'a map, such as { ties: first, kink: 0 }' },
    )
    .default({ ties: 'first', kink: '0' })
    .describe('Which subgradient is taken where the derivative is a choice.'),
});

export type Header = z.output<typeof header>;
export const upstreamName = symbolName('Name of the gradient that arrives from above, in place of a loss.');
