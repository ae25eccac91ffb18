import * as z from 'zod';
import { type AverageOptions, averageOptions, averagePooling } from './average-pooling.ts';
import type { Layer } from './layer.ts';

export const AvgPool1d: Layer<AverageOptions> = averagePooling(
  'AvgPool1d',
  1,
  z.strictObject(averageOptions(1)),
);
