import Fraction from 'fraction.js';
import * as z from 'zod';
import { entry, multiply, number } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import { entrywise } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { flag, named, real, symbolName } from './option.ts';

const options = z.strictObject({
  p: real('The share of entries that are dropped; the others grow by 1 / (1 - p).', {
    from: 0,
    below: 1,
  }).prefault(0.5),
  training: flag('Whether entries are dropped (true), or all pass as they are (false).').default(true),
  mask: symbolName('Name of the mask: 1 where an entry passes, 0 where it is dropped.').optional(),
  ...named,
});
type Options = z.output<typeof options>;

/** d = x * mask / (1 - p), with a mask that is given: chance has no derivative. */
export const Dropout: Layer<Options> = {
  name: 'Dropout',
  summary: 'entries that a given mask drops become 0, the others grow by 1 / (1 - p)',
  symbol: 'd',
  symbols: { mask: 'mask' },
  options,
  example: {},
  shape: (_, { input }) => input,
  constants: ({ training }, { input }): Readonly<Record<string, Shape>> => (training ? { mask: input } : {}),
  formula: ({ p, training }, { input, output, others }) => {
    const left = entrywise(input.shape);
    const x = entry(input, ...left.subscripts);
    const share = number(new Fraction(1).sub(p).inverse());
    const body = training ? multiply(share, entry(others.mask, ...left.subscripts), x) : x;
    return [{ output, ...left, body }];
  },
};
