import { type AdaptiveOptions, adaptiveMaximum } from './adaptive-pooling.ts';
import type { Layer } from './layer.ts';

export const AdaptiveMaxPool2d: Layer<AdaptiveOptions> = adaptiveMaximum('AdaptiveMaxPool2d', 2);
