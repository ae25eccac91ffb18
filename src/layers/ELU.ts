import * as z from 'zod';
import { apply, number } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named, real } from './option.ts';

const options = z.strictObject({
  alpha: real('What negative entries tend to, but for the sign.').prefault(1),
  ...named,
});

export const ELU: Layer<z.output<typeof options>> = activation({
  name: 'ELU',
  summary: 'negative entries bend towards -alpha, the others pass',
  options,
  of: ({ alpha }, x) => apply('ELU', x, number(alpha)),
});
