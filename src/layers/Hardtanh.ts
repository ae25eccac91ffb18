import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { apply, number } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named, real } from './option.ts';

const options = z.strictObject({
  min_val: real('The lower bound.').prefault(-1),
  max_val: real('The upper bound.').prefault(1),
  ...named,
});
type Options = z.output<typeof options>;

const clipped = activation<Options>({
  name: 'Hardtanh',
  summary: 'entries beyond two bounds become the bound, the others pass',
  options,
  of: ({ min_val, max_val }, x) => apply('Hardtanh', x, number(min_val), number(max_val)),
});

export const Hardtanh: Layer<Options> = {
  ...clipped,
  shape: (given, arriving) => {
    if (given.min_val.compare(given.max_val) < 0) return clipped.shape(given, arriving);
    throw new BadInput(
      `Hardtanh needs min_val below max_val, but min_val is ${given.min_val.toFraction()} and max_val ${given.max_val.toFraction()}.`,
    );
  },
};
