import { type ConvolutionOptions, convolution } from './convolution.ts';
import type { Layer } from './layer.ts';

export const Conv2d: Layer<ConvolutionOptions> = convolution(
  'Conv2d',
  'filters slide over an image; each output is the sum of a window times a filter',
  2,
);
