import type { Layer } from './layer.ts';
import { maximumPooling } from './maximum-pooling.ts';
import type { PoolingOptions } from './pooling-layer.ts';

export const MaxPool2d: Layer<PoolingOptions> = maximumPooling('MaxPool2d', 2);
