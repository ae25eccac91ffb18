import * as z from 'zod';
import { apply, number } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named, real } from './option.ts';

const options = z.strictObject({
  beta: real('How sharp the bend is.', { above: 0 }).prefault(1),
  threshold: real('Where beta x is beyond this, x itself is taken.').prefault(20),
  ...named,
});

export const Softplus: Layer<z.output<typeof options>> = activation({
  name: 'Softplus',
  summary: 'a smooth ReLU: log(1 + e^(beta x)) / beta',
  options,
  of: ({ beta, threshold }, x) => apply('Softplus', x, number(beta), number(threshold)),
});
