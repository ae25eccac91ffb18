import { z } from 'zod';
import { max } from '../index/formula.ts';
import type { Layer } from './layer.ts';
import { pair } from './option.ts';
import {
  pooledEntry,
  pooledOver,
  poolingOptions,
  poolingShape,
  poolingWindow,
  windowRanges,
} from './pooling.ts';
import { insideImage } from './windows.ts';

const options = z.strictObject({
  ...poolingOptions,
  dilation: pair(1, 'Distance between the entries of a window.').default([1, 1]),
});
type Options = z.output<typeof options>;

/** The largest of each window, padding never: p[c,i,j] = max over m, n of x[c, s*i + d*m - p, s*j + d*n - p] */
export const MaxPool2d: Layer<Options> = {
  name: 'MaxPool2d',
  summary: 'each output is the largest entry of a window',
  symbol: 'p',
  options,
  shape: (given, input) => poolingShape('MaxPool2d', poolingWindow(given), input),
  parameters: () => ({}),
  formula: (given, { input, output }) => {
    const window = poolingWindow(given);
    const body = max(windowRanges(window), pooledEntry(window, input), insideImage(window, input.shape));
    return { ...pooledOver(output), body };
  },
};
