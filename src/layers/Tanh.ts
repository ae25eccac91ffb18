import * as z from 'zod';
import { apply } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named } from './option.ts';

const options = z.strictObject({
  ...named,
});

export const Tanh: Layer<z.output<typeof options>> = activation({
  name: 'Tanh',
  summary: 'squeezes every entry between -1 and 1',
  options,
  of: (_, x) => apply('Tanh', x),
});
