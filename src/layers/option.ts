import { z } from 'zod';

/** The vocabulary that options are made of. Each `error` says what was expected; the reader says what was found. */

export type Pair = readonly [rows: number, columns: number];

/** One whole number for rows and columns alike, or a pair of them; at least `least`. */
export function pair(least: 0 | 1, description: string): z.ZodType<Pair> {
  const kind = least === 1 ? 'positive whole number' : 'whole number from 0';
  const error = `a ${kind} or a pair [rows, columns] of them`;
  const one = z.int(error).min(least, error);
  return z
    .union([one, z.tuple([one, one])], { error })
    .transform((value): Pair => (typeof value === 'number' ? [value, value] : value))
    .describe(description);
}

export function positive(description: string) {
  return z.int({ error: 'a positive whole number' }).min(1, 'a positive whole number').describe(description);
}

export function flag(description: string) {
  return z.boolean({ error: 'true or false' }).describe(description);
}

/** Names become subscripted symbols and file keys, so they are plain. */
export function symbolName(description: string) {
  const error = 'a name of letters, digits and _ that begins with a letter';
  return z
    .string({ error })
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, error)
    .max(40, 'a name of at most 40 characters')
    .describe(description);
}

/** `output`, which every layer has. */
export const output = { output: symbolName('Name of the output.').optional() };

/** `weight` and `bias`, which layers that learn have. */
export const learned = {
  weight: symbolName('Name of the weight.').optional(),
  bias: z
    .union([z.boolean(), symbolName('Name of the bias.')], { error: 'true, false or a name' })
    .default(true)
    .describe('Whether a bias is added; a name says yes and names it.'),
};
