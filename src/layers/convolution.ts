import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { type Affine, affine, letter } from '../index/affine.ts';
import { add, entry, multiply, range, sum } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import type { Layer } from './layer.ts';
import { type Dimensions, learned, named, type Pad, paddingOrWord, perAxis, positive } from './option.ts';
import {
  insideImage,
  outputSizes,
  positionRanges,
  type Sliding,
  spatial,
  windowRanges,
  windowSubscripts,
} from './sliding-window.ts';

export interface ConvolutionOptions {
  readonly out_channels: number;
  readonly kernel_size: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly Pad[] | 'same' | 'valid';
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly bias: boolean | string;
}

/**
 * A convolution along one, two or three axes. Each filter slides over the input (cross-correlation, as in PyTorch: the
 * filter is not flipped); in two dimensions
 * o[f,i,j] = sum over c, m, n of I[c, s*i + d*m - p, s*j + d*n - p] * W[f,c,m,n] + b[f]
 */
export function convolution(
  name: string,
  summary: string,
  dimensions: Dimensions,
): Layer<ConvolutionOptions> {
  const options = z.strictObject({
    out_channels: positive('How many filters there are.').default(1),
    kernel_size: perAxis(dimensions, 1, 'Size of each filter along each axis.'),
    stride: perAxis(dimensions, 1, 'How far the window moves.').prefault(1),
    padding: paddingOrWord(
      dimensions,
      'Zeros around the input; "same" keeps its size, with the odd zero after it, "valid" is none.',
    ).prefault(0),
    dilation: perAxis(dimensions, 1, 'Distance between the entries that a filter meets.').prefault(1),
    groups: positive('Channels are split into this many groups, each with its own filters.').default(1),
    ...learned,
    ...named,
  });
  return {
    name,
    summary,
    symbol: 'o',
    dimensions,
    traits: { weighs: true, slides: dimensions },
    options,
    example: { out_channels: 2, kernel_size: 3, stride: 2, padding: 1 },
    makesChannels: true,
    shape: (given, arriving) => {
      const sizes = spatial(name, dimensions, arriving);
      demandGroups(name, given.groups, given.out_channels, arriving.input[0]);
      return [given.out_channels, ...outputSizes(name, sliding(name, given), sizes)];
    },
    parameters: ({ out_channels, groups, kernel_size, bias }, { input }) => ({
      weight: [out_channels, input[0] / groups, ...kernel_size],
      ...(bias === false ? {} : { bias: [out_channels] }),
    }),
    formula: (given, { input, output, weight, bias }) => {
      if (!weight) throw new Error(`${name} has no weight`);
      const { out_channels, groups } = given;
      const channels = input.shape[0] / groups;
      const moving = sliding(name, given);
      const window = windowRanges(moving);
      const filter = ofGroup(groups, out_channels / groups, 'f');
      const correlation = sum(
        [range('c', channels), ...window],
        multiply(
          entry(input, ofGroup(groups, channels, 'c'), ...windowSubscripts(moving)),
          entry(weight, filter, letter('c'), ...window.map((range) => letter(range.letter))),
        ),
        insideImage(moving, input.shape.slice(1)),
      );
      const positions = positionRanges(output.shape.slice(1));
      return [
        {
          output,
          over: [...groupRange(groups), range('f', out_channels / groups), ...positions],
          subscripts: [filter, ...positions.map((range) => letter(range.letter))],
          body: bias ? add(correlation, entry(bias, filter)) : correlation,
        },
      ];
    },
  };
}

/** Filter f of group g is number F g + f; it meets the channels C g + c. */
export function ofGroup(groups: number, size: number, name: string): Affine {
  return groups === 1 ? letter(name) : affine(0, ['g', size], [name, 1]);
}

export function groupRange(groups: number) {
  return groups === 1 ? [] : [range('g', groups)];
}

export function demandGroups(layer: string, groups: number, out_channels: number, channels: number): void {
  for (const [what, count] of [
    ['out_channels', out_channels],
    ['the channels that arrive,', channels],
  ] as const) {
    if (count % groups === 0) continue;
    throw new BadInput(
      `${layer} with groups: ${groups} needs ${what} ${count} to be a multiple of ${groups}; change one of the two.`,
    );
  }
}

function sliding(layer: string, { kernel_size, stride, padding, dilation }: ConvolutionOptions): Sliding {
  return {
    kernel_size,
    stride,
    padding: resolved(layer, padding, kernel_size, stride, dilation),
    dilation,
    ceil_mode: false,
  };
}

/** "same" pads d (k - 1) zeros in all, half of them before; an odd one goes after, as in PyTorch. */
function resolved(
  layer: string,
  padding: ConvolutionOptions['padding'],
  kernel_size: Shape,
  stride: Shape,
  dilation: Shape,
): readonly Pad[] {
  if (padding === 'valid') return kernel_size.map((): Pad => [0, 0]);
  if (padding !== 'same') return padding;
  if (stride.some((step) => step !== 1))
    throw new BadInput(
      `${layer} with padding: same needs stride 1, found ${stride.join(', ')}; give the padding in numbers.`,
    );
  return kernel_size.map((size, axis): Pad => {
    const total = dilation[axis] * (size - 1);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
}
