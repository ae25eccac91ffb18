import Fraction from 'fraction.js';
import type { z } from 'zod';
import { shifted } from '../index/affine.ts';
import { type Condition, multiply, number, power, sum } from '../index/formula.ts';
import { alwaysHolds } from '../index/simplify.ts';
import { entryCount } from '../index/tensor.ts';
import type { Layer } from './layer.ts';
import { type Dimensions, flag } from './option.ts';
import {
  type PoolingOptions,
  pooledEntry,
  pooledOver,
  poolingOptions,
  poolingShape,
  poolingWindow,
} from './pooling-layer.ts';
import { insideImage, type Sliding, windowRanges, windowSubscript } from './sliding-window.ts';

export interface AverageOptions extends PoolingOptions {
  readonly count_include_pad: boolean;
  readonly divisor_override?: number | undefined;
}

export function averageOptions(dimensions: Dimensions) {
  return {
    ...poolingOptions(dimensions),
    count_include_pad: flag('Whether entries of the padding count in the divisor.').default(true),
  };
}

/** The mean of each window; in two dimensions p[c,i,j] = 1/(K L) * sum over m, n of x[c, s*i + m - p, s*j + n - p] */
export function averagePooling<Options extends AverageOptions>(
  name: string,
  dimensions: Dimensions,
  options: z.ZodType<Options>,
): Layer<Options> {
  return {
    name,
    summary: 'each output is the mean of a window',
    symbol: 'p',
    dimensions,
    traits: { slides: dimensions },
    options,
    example: { kernel_size: 2 },
    shape: (given, arriving) => poolingShape(name, dimensions, poolingWindow(given), arriving),
    formula: (given, { input, output }) => {
      const window = poolingWindow(given);
      const sizes = input.shape.slice(1);
      const left = pooledOver(output);
      const inner = windowRanges(window);
      const inside = insideImage(window, sizes);
      const total = sum(inner, pooledEntry(window, input), inside);
      if (given.divisor_override !== undefined) {
        return [{ ...left, body: multiply(number(new Fraction(1, given.divisor_override)), total) }];
      }
      const counted = given.count_include_pad ? insidePadding(window, sizes) : inside;
      const constant = counted.every((condition) => alwaysHolds(condition, [...left.over, ...inner]));
      const body = constant
        ? multiply(number(new Fraction(1, entryCount(given.kernel_size))), total)
        : multiply(total, power(sum(inner, number(1), counted), -1));
      return [{ ...left, body }];
    },
  };
}

/** Inside the input or its padding: the divisor may count padding, but never what lies beyond it. */
export function insidePadding(window: Sliding, sizes: readonly number[]): Condition[] {
  return sizes.map((size, axis): Condition => {
    const [before, after] = window.padding[axis];
    return { value: shifted(windowSubscript(window, axis), before), below: size + before + after };
  });
}
