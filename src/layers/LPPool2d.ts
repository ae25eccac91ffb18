import * as z from 'zod';
import { apply, multiply, number, power, sum } from '../index/formula.ts';
import { alwaysHolds } from '../index/simplify.ts';
import { entryCount } from '../index/tensor.ts';
import { insidePadding } from './average-pooling.ts';
import type { Layer } from './layer.ts';
import { real } from './option.ts';
import {
  type PoolingOptions,
  pooledEntry,
  pooledOver,
  poolingOptions,
  poolingShape,
  poolingWindow,
} from './pooling-layer.ts';
import { insideImage, windowRanges } from './sliding-window.ts';

const { padding: _, ...sliding } = poolingOptions(2);
const options = z.strictObject({
  norm_type: real('The p of the p-norm.', { above: 0, to: 100 }),
  ...sliding,
});
type Options = z.output<typeof options>;

/**
 * The p-norm of each window, p[c,i,j] = (sum over m, n of x[c, s*i + m, s*j + n]^p)^(1/p), without absolute values, as
 * in PyTorch; with ceil_mode PyTorch scales the sum of a window that reaches over the edge to a whole window's.
 */
export const LPPool2d: Layer<Options> = {
  name: 'LPPool2d',
  summary: 'each output is the p-norm of a window',
  symbol: 'p',
  dimensions: 2,
  traits: { slides: 2 },
  options,
  example: { norm_type: 2, kernel_size: 2 },
  shape: (given, arriving) => poolingShape('LPPool2d', 2, poolingWindow(unpadded(given)), arriving),
  formula: (given, { input, output }) => {
    const window = poolingWindow(unpadded(given));
    const sizes = input.shape.slice(1);
    const left = pooledOver(output);
    const inner = windowRanges(window);
    const powers = power(pooledEntry(window, input), given.norm_type);
    const total = sum(inner, powers, insideImage(window, sizes));
    const counted = insidePadding(window, sizes);
    const whole = counted.every((condition) => alwaysHolds(condition, [...left.over, ...inner]));
    const scaled = whole
      ? total
      : multiply(number(entryCount(given.kernel_size)), total, power(sum(inner, number(1), counted), -1));
    return [{ ...left, body: apply('root', scaled, number(given.norm_type)) }];
  },
};

function unpadded({ kernel_size, stride, ceil_mode }: Options): PoolingOptions {
  return { kernel_size, stride, ceil_mode, padding: kernel_size.map(() => [0, 0] as const) };
}
