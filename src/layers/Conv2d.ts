import { z } from 'zod';
import { BadInput } from '../bad-input.ts';
import { type Affine, add, affine, entry, letter, multiply, range, sum } from '../index/formula.ts';
import type { Layer } from './layer.ts';
import { learned, output, pair, positive } from './option.ts';
import { imageShape, insideImage, outputSize, type Sliding, windowSubscript } from './windows.ts';

const options = z.strictObject({
  out_channels: positive('How many filters there are.').default(1),
  kernel_size: pair(1, 'Rows and columns of each filter.'),
  stride: pair(1, 'How far the window moves.').default([1, 1]),
  padding: pair(0, 'Rows and columns of zeros around the image.').default([0, 0]),
  dilation: pair(1, 'Distance between the entries that a filter meets.').default([1, 1]),
  groups: positive('Channels are split into this many groups, each with its own filters.').default(1),
  ...learned,
  ...output,
});
type Options = z.output<typeof options>;

/**
 * Each filter slides over the image (cross-correlation, as in PyTorch: the filter is not flipped):
 * o[f,i,j] = sum over c, m, n of I[c, s*i + d*m - p, s*j + d*n - p] * W[f,c,m,n] + b[f]
 */
export const Conv2d: Layer<Options> = {
  name: 'Conv2d',
  summary: 'filters slide over an image; each output is the sum of a window times a filter',
  symbol: 'o',
  options,
  shape: (given, input) => {
    const [channels] = imageShape('Conv2d', input);
    for (const [what, count] of [
      ['out_channels', given.out_channels],
      ['the channels that arrive,', channels],
    ] as const) {
      if (count % given.groups === 0) continue;
      throw new BadInput(
        `Conv2d with groups: ${given.groups} needs ${what} ${count} to be a multiple of ${given.groups}; change one of the two.`,
      );
    }
    return [given.out_channels, ...outputSize('Conv2d', sliding(given), input)];
  },
  parameters: ({ out_channels, groups, kernel_size, bias }, input) => ({
    weight: [out_channels, input[0] / groups, ...kernel_size],
    ...(bias === false ? {} : { bias: [out_channels] }),
  }),
  formula: (given, { input, output, weight, bias }) => {
    if (!weight) throw new Error('Conv2d has no weight');
    const { out_channels, groups, kernel_size } = given;
    const filters = out_channels / groups;
    const channels = input.shape[0] / groups;
    const moving = sliding(given);
    // Filter f of group g is number F g + f; it meets the channels C g + c.
    const ofGroup = (size: number, name: string): Affine =>
      groups === 1 ? letter(name) : affine(0, ['g', size], [name, 1]);
    const filter = ofGroup(filters, 'f');
    const correlation = sum(
      [range('c', channels), range('m', kernel_size[0]), range('n', kernel_size[1])],
      multiply(
        entry(input, ofGroup(channels, 'c'), windowSubscript(moving, 0), windowSubscript(moving, 1)),
        entry(weight, filter, letter('c'), letter('m'), letter('n')),
      ),
      insideImage(moving, input.shape),
    );
    return {
      output,
      over: [
        ...(groups === 1 ? [] : [range('g', groups)]),
        range('f', filters),
        range('i', output.shape[1]),
        range('j', output.shape[2]),
      ],
      subscripts: [filter, letter('i'), letter('j')],
      body: bias ? add(correlation, entry(bias, filter)) : correlation,
    };
  },
};

function sliding({ kernel_size, stride, padding, dilation }: Options): Sliding {
  return { kernel_size, stride, padding, dilation, ceil_mode: false };
}
