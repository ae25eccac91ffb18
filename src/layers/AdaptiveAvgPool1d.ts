import { type AdaptiveOptions, adaptiveAverage } from './adaptive-pooling.ts';
import type { Layer } from './layer.ts';

export const AdaptiveAvgPool1d: Layer<AdaptiveOptions> = adaptiveAverage('AdaptiveAvgPool1d', 1);
