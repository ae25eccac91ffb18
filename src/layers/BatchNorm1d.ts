import { type BatchOptions, batchNormalization } from './batch-normalization.ts';
import type { Layer } from './layer.ts';

export const BatchNorm1d: Layer<BatchOptions> = {
  ...batchNormalization(
    'BatchNorm1d',
    'a vector or a sequence [channels, length]',
    (input) => input.length === 1 || input.length === 2,
  ),
  dimensions: 1,
  takesVectors: true,
};
