import * as z from 'zod';
import { apply } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named } from './option.ts';

const options = z.strictObject({
  ...named,
});

export const ReLU: Layer<z.output<typeof options>> = activation({
  name: 'ReLU',
  summary: 'negative entries become 0, the others pass',
  options,
  traits: { rectifies: true },
  of: (_, x) => apply('ReLU', x),
});
