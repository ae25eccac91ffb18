import Fraction from 'fraction.js';
import { z } from 'zod';
import { affine, type Condition, multiply, number, power, sum } from '../index/formula.ts';
import { alwaysHolds } from '../index/simplify.ts';
import type { Layer } from './layer.ts';
import { flag } from './option.ts';
import {
  pooledEntry,
  pooledOver,
  poolingOptions,
  poolingShape,
  poolingWindow,
  windowRanges,
} from './pooling.ts';
import { axes, insideImage, windowSubscript } from './windows.ts';

const options = z.strictObject({
  ...poolingOptions,
  count_include_pad: flag('Whether entries of the padding count in the divisor.').default(true),
});
type Options = z.output<typeof options>;

/** The mean of each window: p[c,i,j] = 1/(K L) * sum over m, n of x[c, s*i + m - p, s*j + n - p] */
export const AvgPool2d: Layer<Options> = {
  name: 'AvgPool2d',
  summary: 'each output is the mean of a window',
  symbol: 'p',
  options,
  shape: (given, input) => poolingShape('AvgPool2d', poolingWindow(given), input),
  parameters: () => ({}),
  formula: (given, { input, output }) => {
    const window = poolingWindow(given);
    const left = pooledOver(output);
    const inner = windowRanges(window);
    const inside = insideImage(window, input.shape);
    const total = sum(inner, pooledEntry(window, input), inside);
    // The divisor counts padding or not, but never what lies beyond the padding.
    const padded = axes.map((axis): Condition => {
      const { constant, terms } = windowSubscript(window, axis);
      const shift = window.padding[axis];
      const value = affine(
        constant + shift,
        ...terms.map(({ letter, coefficient }) => [letter, coefficient] as const),
      );
      return { value, below: input.shape[axis + 1] + 2 * shift };
    });
    const counted = given.count_include_pad ? padded : inside;
    const constant = counted.every((condition) => alwaysHolds(condition, [...left.over, ...inner]));
    const [rows, columns] = window.kernel_size;
    const body = constant
      ? multiply(number(new Fraction(1, rows * columns)), total)
      : multiply(total, power(sum(inner, number(1), counted), -1));
    return { ...left, body };
  },
};
