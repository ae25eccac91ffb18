import { max } from '../index/formula.ts';
import { type AdaptiveOptions, adaptivePooling } from './adaptive-pooling.ts';
import type { Layer } from './layer.ts';

export const AdaptiveMaxPool2d: Layer<AdaptiveOptions> = adaptivePooling(
  'AdaptiveMaxPool2d',
  'each output is the largest entry of a window as large as it takes for the wanted number of outputs',
  2,
  ({ over, entry, where }) => max(over, entry, where),
);
