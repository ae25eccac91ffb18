import * as z from 'zod';
import { apply, number } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named, real } from './option.ts';

const options = z.strictObject({
  negative_slope: real('Slope where an entry is negative.').prefault(0.01),
  ...named,
});

export const LeakyReLU: Layer<z.output<typeof options>> = activation({
  name: 'LeakyReLU',
  summary: 'negative entries shrink by a given factor, the others pass',
  options,
  of: ({ negative_slope }, x) => apply('LeakyReLU', x, number(negative_slope)),
});
