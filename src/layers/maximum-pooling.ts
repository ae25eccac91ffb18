import * as z from 'zod';
import { max } from '../index/formula.ts';
import type { Layer } from './layer.ts';
import { type Dimensions, perAxis } from './option.ts';
import {
  type PoolingOptions,
  pooledEntry,
  pooledOver,
  poolingOptions,
  poolingShape,
  poolingWindow,
} from './pooling-layer.ts';
import { insideImage, windowRanges } from './sliding-window.ts';

/** The largest of each window, padding never; in two dimensions p[c,i,j] = max over m, n of x[c, s*i + d*m - p, s*j + d*n - p] */
export function maximumPooling(name: string, dimensions: Dimensions): Layer<PoolingOptions> {
  const options = z.strictObject({
    ...poolingOptions(dimensions),
    dilation: perAxis(dimensions, 1, 'Distance between the entries of a window.').prefault(1),
  });
  return {
    name,
    summary: 'each output is the largest entry of a window',
    symbol: 'p',
    dimensions,
    traits: { slides: dimensions },
    options,
    example: { kernel_size: 2 },
    shape: (given, arriving) => poolingShape(name, dimensions, poolingWindow(given), arriving),
    formula: (given, { input, output }) => {
      const window = poolingWindow(given);
      const inside = insideImage(window, input.shape.slice(1));
      return [{ ...pooledOver(output), body: max(windowRanges(window), pooledEntry(window, input), inside) }];
    },
  };
}
