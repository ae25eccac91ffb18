import { type ConvolutionOptions, convolution } from './convolution.ts';
import type { Layer } from './layer.ts';

export const Conv3d: Layer<ConvolutionOptions> = convolution(
  'Conv3d',
  'filters slide over a volume; each output is the sum of a window times a filter',
  3,
);
