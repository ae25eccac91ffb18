import * as z from 'zod';

/** What a worksheet's numbers should be like; every wish can be taken back. */
export const numbersWanted = z
  .strictObject(
    {
      largest: z
        .int({ error: 'a whole number from 1' })
        .min(1, 'a whole number from 1')
        .default(99)
        .describe('No result is larger than this, up to its sign.'),
      denominator: z
        .int({ error: 'a whole number from 1' })
        .min(1, 'a whole number from 1')
        .default(12)
        .describe('The largest denominator of a result that is a fraction.'),
      ties: z
        .enum(['never', 'always', 'any'], { error: 'never, always or any' })
        .default('never')
        .describe('Whether a maximum may have several largest entries, or a ReLU the argument 0.'),
      zeros: z
        .enum(['few', 'any'], { error: 'few or any' })
        .default('few')
        .describe('few: at most half of the entries of a result are 0, and the loss is not.'),
    },
    { error: 'a map, such as { largest: 50, ties: never }' },
  )
  .prefault({});

export type NumbersWanted = z.output<typeof numbersWanted>;
