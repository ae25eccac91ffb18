import Fraction from 'fraction.js';
import { multiply, number, power, sum } from '../index/formula.ts';
import { type AdaptiveOptions, adaptivePooling } from './adaptive-pooling.ts';
import type { Layer } from './layer.ts';

export const AdaptiveAvgPool2d: Layer<AdaptiveOptions> = adaptivePooling(
  'AdaptiveAvgPool2d',
  'each output is the mean of a window as large as it takes for the wanted number of outputs',
  2,
  ({ over, entry, where, count }) => {
    const total = sum(over, entry, where);
    return count === undefined
      ? multiply(total, power(sum(over, number(1), where), -1))
      : multiply(number(new Fraction(1, count)), total);
  },
);
