import type Fraction from 'fraction.js';
import * as z from 'zod';
import { exactNumber } from '../values/exact-number.ts';

/** The vocabulary that options are made of. Each `error` says what was expected; the reader says what was found. */

export type Dimensions = 1 | 2 | 3;

/** Names of the axes along which a window moves, in order. */
export const axisNames: Readonly<Record<Dimensions, readonly string[]>> = {
  1: ['length'],
  2: ['rows', 'columns'],
  3: ['depth', 'rows', 'columns'],
};

/** Beyond this a whole number can be no size of anything that fits anywhere. */
const largestSize = 2 ** 31 - 1;

function whole(least: 0 | 1, error: string) {
  const tooLarge = `${error} up to ${largestSize}`;
  return z
    .int({ error: ({ code }) => (code === 'too_big' ? tooLarge : error) })
    .min(least, error)
    .max(largestSize, tooLarge);
}

function kindOf(least: 0 | 1): string {
  return least === 1 ? 'positive whole number' : 'whole number from 0';
}

/** One whole number for all axes alike, or a list with one for each; at least `least`. */
export function perAxis(
  dimensions: Dimensions,
  least: 0 | 1,
  description: string,
): z.ZodType<readonly number[]> {
  const error = `a ${kindOf(least)} or a list [${axisNames[dimensions].join(', ')}] of them`;
  const integer = whole(least, error);
  return z
    .union([integer, z.array(integer).length(dimensions, error)], { error })
    .transform((value) => (typeof value === 'number' ? new Array<number>(dimensions).fill(value) : value))
    .describe(description);
}

/** Zeros before and after the image along one axis. */
export type Pad = readonly [before: number, after: number];

/** Padding as `perAxis`, or as a pair [before, after] for each axis. */
export function padding(dimensions: Dimensions, description: string): z.ZodType<readonly Pad[]> {
  const error = paddingError(dimensions);
  return paddingNumbers(dimensions, error).describe(description);
}

/** Padding in numbers, or "same" (as large as the input) or "valid" (none). */
export function paddingOrWord(
  dimensions: Dimensions,
  description: string,
): z.ZodType<readonly Pad[] | 'same' | 'valid'> {
  const error = `${paddingError(dimensions)}, or "same" or "valid"`;
  return z
    .union([z.enum(['same', 'valid']), paddingNumbers(dimensions, error)], { error })
    .describe(description);
}

function paddingError(dimensions: Dimensions): string {
  return `a whole number from 0, a list [${axisNames[dimensions].join(', ')}] of them, or a list of pairs [before, after]`;
}

function paddingNumbers(dimensions: Dimensions, error: string): z.ZodType<readonly Pad[]> {
  const integer = whole(0, error);
  const each = z.array(integer).length(dimensions, error);
  const pairs = z.array(z.tuple([integer, integer], { error })).length(dimensions, error);
  return z.union([integer, each, pairs], { error }).transform((value): Pad[] => {
    if (typeof value === 'number') return Array.from({ length: dimensions }, () => [value, value]);
    return value.map((pad): Pad => (typeof pad === 'number' ? [pad, pad] : pad));
  });
}

export function positive(description: string) {
  const error = 'a positive whole number';
  return whole(1, error).describe(description);
}

function integer(description: string) {
  const error = 'a whole number from -100 to 100';
  return z.int(error).min(-100, error).max(100, error).describe(description);
}

/** A real number, exactly as written: 0.1 is 1/10, and "1/3" is a third. */
export function real(description: string, bounds: Bounds = {}): z.ZodType<Fraction> {
  const error = boundsText(bounds);
  return z
    .union([z.number(), z.string()], { error })
    .transform((value, context): Fraction => {
      const exact = exactReal(value);
      if (exact && within(exact, bounds)) return exact;
      context.addIssue({ code: 'custom', message: error, input: value });
      return z.NEVER;
    })
    .describe(description);
}

interface Bounds {
  readonly above?: number;
  readonly from?: number;
  readonly below?: number;
  readonly to?: number;
}

function boundsText({ above, from, below, to }: Bounds): string {
  const parts = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
  ];
  return ['a number', ...parts].join(' ');
}

function within(value: Fraction, { above, from, below, to }: Bounds): boolean {
  return (
    (above === undefined || value.compare(above) > 0) &&
    (from === undefined || value.compare(from) >= 0) &&
    (below === undefined || value.compare(below) < 0) &&
    (to === undefined || value.compare(to) <= 0)
  );
}

/** Options are numbers of ordinary size; digits without end would only cost time. */
const realText =
  /^[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})(e[+-]?\d{1,2})?$|^[+-]?\d{1,40}\s*\/\s*0*[1-9]\d{0,39}$/i;

function exactReal(value: number | string): Fraction | undefined {
  // The shortest decimal that stands for the double is what was written.
  const text = String(value).trim();
  return realText.test(text) ? exactNumber(text) : undefined;
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

/** `input` and `output`, which every layer has. */
export const named = {
  input: symbolName(
    'Name of the output (or of the input) that it takes; the output before it if not given.',
  ).optional(),
  output: symbolName('Name of the output.').optional(),
};

/** `input` and `output` of a layer that joins several. */
export const joining = {
  input: z
    .array(symbolName('Name of an output.'), { error: 'a list of at least two names' })
    .min(2, 'a list of at least two names')
    .max(64, 'a list of at most 64 names')
    .describe('Names of the outputs that it joins.'),
  output: named.output,
};

const biasOrName = z.union([z.boolean(), symbolName('Name of the bias.')], {
  error: 'true, false or a name',
});

/** `weight` and `bias`, which layers that learn have. */
export const learned = {
  weight: symbolName('Name of the weight.').optional(),
  bias: biasOrName.default(true).describe('Whether a bias is added; a name says yes and names it.'),
};

/** `weight` and `bias` of a normalization: names only, since `affine` says whether there are any. */
export const scaled = {
  weight: symbolName('Name of the scale.').optional(),
  bias: symbolName('Name of the shift.').optional(),
};

/** The axis of a sample that `dim` means; PyTorch counts the batch axis where there is one. */
export const dim = integer(
  'The axis, counted from 0, the batch axis included where there is one, or from the end; the first axis of a sample if not given.',
).optional();
