import Fraction from 'fraction.js';
import * as z from 'zod';
import type { ModelPath } from '../bad-input.ts';
import { checked, isMap } from './check.ts';
import { exactNumber } from './exact-number.ts';

/** All numbers that may be drawn are made: twelfths of whole numbers up to this are some 240,000. */
const largest = 10_000;
const whole = (what: string) => {
  const error = `a whole number from -${largest} to ${largest}, ${what}`;
  return z.int({ error }).min(-largest, error).max(largest, error);
};
const span = {
  from: whole('the smallest that is drawn').describe('The smallest number that is drawn.'),
  to: whole('the largest that is drawn').describe('The largest number that is drawn.'),
  nonzero: z.boolean('true or false').default(false).describe('Whether 0 is left out.'),
};
const number = z.union([z.number(), z.string()]).transform((text, context) => {
  const value = exactNumber(String(text));
  if (value) return value;
  context.addIssue({ code: 'custom', message: 'numbers, such as 1, 0.5 or 1/2' });
  return z.NEVER;
});

/** What is said of an array whose numbers are drawn anew for every variant. */
export const randomValues = z.discriminatedUnion(
  'random',
  [
    z.strictObject({ random: z.literal('integers'), ...span }),
    z.strictObject({
      random: z.literal('fractions'),
      ...span,
      denominator: z
        .int({ error: 'a whole number from 2 to 12' })
        .min(2, 'a whole number from 2 to 12')
        .max(12, 'a whole number from 2 to 12')
        .default(2)
        .describe('What whole numbers are divided by.'),
    }),
    z.strictObject({
      random: z.literal('choice'),
      of: z
        .array(number, { error: 'a list of numbers' })
        .min(1, 'a list of numbers')
        .describe('The numbers that are drawn from.'),
    }),
  ],
  { error: 'integers, fractions or choice' },
);

export type RandomValues = z.output<typeof randomValues>;

/** Whether this is said of an array, and no numbers are. */
export function isRandom(content: unknown): boolean {
  return isMap(content) && Object.hasOwn(content, 'random');
}

export function randomValuesSaid(content: unknown, path: ModelPath): RandomValues {
  const spec = checked(randomValues, content, path, ['random', 'from', 'to', 'nonzero', 'denominator', 'of']);
  return spec;
}

/** All numbers that may be drawn. */
export function possible(spec: RandomValues): Fraction[] {
  if (spec.random === 'choice') return [...spec.of];
  const divisor = spec.random === 'fractions' ? spec.denominator : 1;
  const [least, most] = [spec.from * divisor, spec.to * divisor];
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, at) => least + at)
    .filter((count) => !spec.nonzero || count !== 0)
    .map((count) => new Fraction(count, divisor));
}
