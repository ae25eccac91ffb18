import { type BatchOptions, batchNormalization } from './batch-normalization.ts';
import type { Layer } from './layer.ts';

export const BatchNorm2d: Layer<BatchOptions> = {
  ...batchNormalization('BatchNorm2d', 'an image [channels, rows, columns]', (input) => input.length === 3),
  dimensions: 2,
};
