import { type ConvolutionOptions, convolution } from './convolution.ts';
import type { Layer } from './layer.ts';

export const Conv1d: Layer<ConvolutionOptions> = convolution(
  'Conv1d',
  'filters slide over a sequence; each output is the sum of a window times a filter',
  1,
);
