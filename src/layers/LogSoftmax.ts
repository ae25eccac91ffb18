import * as z from 'zod';
import { minus } from '../index/formula.ts';
import type { Layer } from './layer.ts';
import { dim, named } from './option.ts';
import { softmaxLayer } from './softmax-layer.ts';

const options = z.strictObject({ dim, ...named });

/** s[i] = x[i] - log(sum over k of e^x[k]) */
export const LogSoftmax: Layer<z.output<typeof options>> = softmaxLayer({
  name: 'LogSoftmax',
  summary: 'the logarithm of Softmax',
  options,
  softmax: 'logarithm',
  of: (x, log) => minus(x, log),
});
