import { AvgPool2d } from './AvgPool2d.ts';
import { Conv2d } from './Conv2d.ts';
import { Flatten } from './Flatten.ts';
import { Linear } from './Linear.ts';
import type { Layer } from './layer.ts';
import { MaxPool2d } from './MaxPool2d.ts';
import { ReLU } from './ReLU.ts';

/** The catalogue of layers, by name. */
export const layers: ReadonlyMap<string, Layer> = new Map<string, Layer>(
  [AvgPool2d, Conv2d, Flatten, Linear, MaxPool2d, ReLU].map((member: Layer) => [member.name, member]),
);
