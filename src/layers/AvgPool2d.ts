import * as z from 'zod';
import { type AverageOptions, averageOptions, averagePooling } from './average-pooling.ts';
import type { Layer } from './layer.ts';
import { positive } from './option.ts';

const options = z.strictObject({
  ...averageOptions(2),
  divisor_override: positive('What sums are divided by, in place of the number of entries.').optional(),
});

export const AvgPool2d: Layer<AverageOptions> = averagePooling('AvgPool2d', 2, options);
