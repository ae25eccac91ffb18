import * as z from 'zod';
import { apply, minus } from '../index/formula.ts';
import type { Layer } from './layer.ts';
import { dim, named } from './option.ts';
import { softmaxLayer } from './softmax-layer.ts';

const options = z.strictObject({ dim, ...named });

/** s[i] = e^x[i] / sum over k of e^x[k], computed as e^(x[i] - log(sum of e^x[k])), in which nothing overflows */
export const Softmax: Layer<z.output<typeof options>> = softmaxLayer({
  name: 'Softmax',
  summary: 'positive numbers that add up to 1 along an axis: e^x over the sum of all e^x',
  options,
  softmax: 'plain',
  of: (x, log) => apply('exp', minus(x, log)),
});
