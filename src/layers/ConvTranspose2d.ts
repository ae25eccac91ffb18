import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { affine, letter } from '../index/affine.ts';
import { add, type Condition, entry, multiply, range, sum } from '../index/formula.ts';
import { demandGroups, groupRange, ofGroup } from './convolution.ts';
import type { Layer } from './layer.ts';
import { axisNames, learned, named, perAxis, positive } from './option.ts';
import { spatial } from './sliding-window.ts';

const options = z.strictObject({
  out_channels: positive('How many channels come out.').default(1),
  kernel_size: perAxis(2, 1, 'Size of each filter along each axis.'),
  stride: perAxis(2, 1, 'How far apart the filters are set down.').prefault(1),
  padding: perAxis(2, 0, 'Rows and columns that are cut off around the output.').prefault(0),
  output_padding: perAxis(2, 0, 'Rows and columns added to the output, at its end only.').prefault(0),
  dilation: perAxis(2, 1, 'Distance between the entries that a filter sets down.').prefault(1),
  groups: positive('Channels are split into this many groups, each with its own filters.').default(1),
  ...learned,
  ...named,
});
type Options = z.output<typeof options>;

/**
 * Each entry of the input sets down a multiple of a filter, s entries further for each; where they overlap they add:
 * o[f,u,v] = b[f] + sum of I[c,i,j] * W[c,f,m,n] over all c, m, i, n, j with s*i + d*m - p = u and s*j + d*n - p = v
 */
export const ConvTranspose2d: Layer<Options> = {
  name: 'ConvTranspose2d',
  summary: 'each entry sets down a multiple of a filter: what a convolution does to gradients',
  symbol: 'o',
  dimensions: 2,
  traits: { weighs: true },
  options,
  example: { out_channels: 2, kernel_size: 2, stride: 2 },
  makesChannels: true,
  shape: (given, arriving) => {
    const sizes = spatial('ConvTranspose2d', 2, arriving);
    demandGroups('ConvTranspose2d', given.groups, given.out_channels, arriving.input[0]);
    return [given.out_channels, ...sizes.map((size, axis) => alongAxis(given, size, axis))];
  },
  parameters: ({ out_channels, groups, kernel_size, bias }, { input }) => ({
    weight: [input[0], out_channels / groups, ...kernel_size],
    ...(bias === false ? {} : { bias: [out_channels] }),
  }),
  formula: (given, { input, output, weight, bias }) => {
    if (!weight) throw new Error('ConvTranspose2d has no weight');
    const { out_channels, groups, kernel_size, stride, padding, dilation } = given;
    const channels = input.shape[0] / groups;
    const channel = ofGroup(groups, channels, 'c');
    const filter = ofGroup(groups, out_channels / groups, 'f');
    // 0 <= u + p - s i - d m < 1
    const meets = (axis: 0 | 1, u: string, i: string, m: string): Condition => ({
      value: affine(padding[axis], [u, 1], [i, -stride[axis]], [m, -dilation[axis]]),
      below: 1,
    });
    const total = sum(
      [
        range('c', channels),
        range('m', kernel_size[0]),
        range('i', input.shape[1]),
        range('n', kernel_size[1]),
        range('j', input.shape[2]),
      ],
      multiply(
        entry(input, channel, letter('i'), letter('j')),
        entry(weight, channel, letter('f'), letter('m'), letter('n')),
      ),
      [meets(0, 'u', 'i', 'm'), meets(1, 'v', 'j', 'n')],
    );
    return [
      {
        output,
        over: [
          ...groupRange(groups),
          range('f', out_channels / groups),
          range('u', output.shape[1]),
          range('v', output.shape[2]),
        ],
        subscripts: [filter, letter('u'), letter('v')],
        body: bias ? add(total, entry(bias, filter)) : total,
      },
    ];
  },
};

/** (H - 1) s - 2 p + d (k - 1) + output_padding + 1 */
function alongAxis(given: Options, size: number, axis: number): number {
  const { kernel_size, stride, padding, output_padding, dilation } = given;
  if (output_padding[axis] >= Math.max(stride[axis], dilation[axis])) {
    throw new BadInput(
      `ConvTranspose2d needs output_padding below stride or dilation, but output_padding is ${output_padding[axis]}, stride ${stride[axis]} and dilation ${dilation[axis]}.`,
    );
  }
  const made =
    (size - 1) * stride[axis] -
    2 * padding[axis] +
    dilation[axis] * (kernel_size[axis] - 1) +
    output_padding[axis] +
    1;
  if (made > 0) return made;
  throw new BadInput(
    `ConvTranspose2d with padding ${padding[axis]} leaves no ${axisNames[2][axis]} of its output; make padding smaller.`,
  );
}
