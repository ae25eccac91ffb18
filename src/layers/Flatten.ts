import * as z from 'zod';
import { affine } from '../index/affine.ts';
import { entry } from '../index/formula.ts';
import { entryCount } from '../index/tensor.ts';
import { entrywise } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { named } from './option.ts';

const options = z.strictObject({
  order: z
    .enum(['CHW', 'HWC'], { error: 'CHW or HWC' })
    .default('CHW')
    .describe(
      'Channel by channel, as in PyTorch, or with the channels of each pixel together, as in TensorFlow.',
    ),
  ...named,
});
type Options = z.output<typeof options>;

/** The same entries in a row, the last axis fastest: v[c*H*W + i*W + j] = x[c,i,j] */
export const Flatten: Layer<Options> = {
  name: 'Flatten',
  summary: 'the entries in one row, channel by channel, row by row',
  symbol: 'v',
  traits: { reorders: true },
  options,
  example: {},
  shape: (_, { input }) => [entryCount(input)],
  formula: ({ order }, { input, output }) => {
    const { over, subscripts } = entrywise(input.shape);
    // In the order of the axes each letter counts for all entries behind it.
    const axes = order === 'CHW' || over.length === 1 ? over : [...over.slice(1), over[0]];
    const places = axes.map(
      (axis, at) => [axis.letter, entryCount(axes.slice(at + 1).map(({ size }) => size))] as const,
    );
    return [
      {
        output,
        over,
        subscripts: [
          affine(
            0,
            ...over.map(
              ({ letter: name }) => places.find(([letter]) => letter === name) ?? ([name, 0] as const),
            ),
          ),
        ],
        body: entry(input, ...subscripts),
      },
    ];
  },
};
