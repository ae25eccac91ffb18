import { type AdaptiveOptions, adaptiveMaximum } from './adaptive-pooling.ts';
import type { Layer } from './layer.ts';

export const AdaptiveMaxPool1d: Layer<AdaptiveOptions> = adaptiveMaximum('AdaptiveMaxPool1d', 1);
