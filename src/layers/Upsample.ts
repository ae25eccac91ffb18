import Fraction from 'fraction.js';
import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { affine, letter } from '../index/affine.ts';
import { type Condition, type Definition, entry, range, sum } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import { axisLetters } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { named, positive, real } from './option.ts';

const factor = real('', { above: 0, to: 1000 });
const factorError = 'a positive number or a list with one for each axis';
const sizeError = 'a positive whole number or a list with one for each axis';
const options = z.strictObject({
  scale_factor: z
    .union([factor, z.array(factor).min(1, factorError).max(3, factorError)], { error: factorError })
    .describe('How many times larger the output is along each axis.')
    .optional(),
  size: z
    .union([positive(''), z.array(positive('')).min(1, sizeError).max(3, sizeError)], { error: sizeError })
    .describe('Sizes of the output, in place of scale_factor.')
    .optional(),
  mode: z.literal('nearest', { error: 'nearest' }).default('nearest').describe('Which entry is taken.'),
  ...named,
});
type Options = z.output<typeof options>;

/** The nearest entry, repeated: output u takes the entry floor(u / s) for the factor s. */
export const Upsample: Layer<Options> = {
  name: 'Upsample',
  summary: 'a larger image in which every entry is repeated',
  symbol: 'h',
  options,
  example: { scale_factor: 2 },
  shape: (given, { input }) => {
    const sizes = input.slice(1);
    return [input[0], ...stretches(given, sizes).map(({ made }) => made)];
  },
  formula: (given, { input, output }) => [rule(given, input, output)],
};

interface Stretch {
  readonly made: number;
  /** s, exactly: the output has made = floor(s * size) entries. */
  readonly factor: Fraction;
}

function stretches({ scale_factor, size }: Options, sizes: Shape): Stretch[] {
  if (sizes.length === 0)
    throw new BadInput('Upsample needs an image [channels, rows, columns], but a vector arrives.');
  const given = scale_factor ?? size;
  if (given === undefined || (scale_factor !== undefined && size !== undefined)) {
    throw new BadInput(
      `Upsample needs scale_factor or size, found ${given === undefined ? 'neither' : 'both'}; give one of them.`,
    );
  }
  const each = Array.isArray(given) ? given : sizes.map(() => given);
  if (each.length !== sizes.length) {
    throw new BadInput(
      `Upsample found ${each.length} factors or sizes, expected ${sizes.length}, one for each axis after the channels.`,
    );
  }
  return sizes.map((from, axis) => {
    const scale = each[axis];
    if (typeof scale === 'number') return { made: scale, factor: new Fraction(scale, from) };
    const made = Number(scale.mul(from).floor().n);
    if (made === 0)
      throw new BadInput(
        `Upsample with scale_factor ${scale.toFraction()} leaves nothing of ${from} entries.`,
      );
    return { made, factor: scale };
  });
}

function rule(
  given: Options,
  input: Parameters<Layer['formula']>[1]['input'],
  output: typeof input,
): Definition {
  const sizes = input.shape.slice(1);
  const stretched = stretches(given, sizes);
  const [channel, ...letters] = axisLetters(input.shape);
  const inner = ['l', 'm', 'n'].slice(-sizes.length);
  const channels = range(channel, input.shape[0]);
  if (stretched.every(({ factor: s }) => s.d === 1n)) {
    // h[c, s i + m, s j + n] = x[c,i,j] for m, n below s
    return {
      output,
      over: [
        channels,
        ...sizes.flatMap((size, axis) => [
          range(letters[axis], size),
          range(inner[axis], Number(stretched[axis].factor.n)),
        ]),
      ],
      subscripts: [
        letter(channel),
        ...letters.map((name, axis) => affine(0, [name, Number(stretched[axis].factor.n)], [inner[axis], 1])),
      ],
      body: entry(input, letter(channel), ...letters.map(letter)),
    };
  }
  // k = floor(u q / p) for the factor p / q, which is 0 <= q u - p k < p
  const where = stretched.map(
    ({ factor: s }, axis): Condition => ({
      value: affine(0, [letters[axis], Number(s.d)], [inner[axis], -Number(s.n)]),
      below: Number(s.n),
    }),
  );
  return {
    output,
    over: [channels, ...stretched.map(({ made }, axis) => range(letters[axis], made))],
    subscripts: [letter(channel), ...letters.map(letter)],
    body: sum(
      sizes.map((size, axis) => range(inner[axis], size)),
      entry(input, letter(channel), ...inner.map(letter)),
      where,
    ),
  };
}
