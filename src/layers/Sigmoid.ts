import * as z from 'zod';
import { apply } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named } from './option.ts';

const options = z.strictObject({
  ...named,
});

export const Sigmoid: Layer<z.output<typeof options>> = activation({
  name: 'Sigmoid',
  summary: 'squeezes every entry between 0 and 1',
  options,
  of: (_, x) => apply('Sigmoid', x),
});
