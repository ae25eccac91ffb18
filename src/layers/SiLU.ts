import * as z from 'zod';
import { apply, multiply } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named } from './option.ts';

const options = z.strictObject({
  ...named,
});

export const SiLU: Layer<z.output<typeof options>> = activation({
  name: 'SiLU',
  summary: 'every entry times its logistic function',
  options,
  of: (_, x) => multiply(x, apply('Sigmoid', x)),
});
