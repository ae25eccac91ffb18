import { type AdaptiveOptions, adaptiveAverage } from './adaptive-pooling.ts';
import type { Layer } from './layer.ts';

export const AdaptiveAvgPool2d: Layer<AdaptiveOptions> = adaptiveAverage('AdaptiveAvgPool2d', 2);
