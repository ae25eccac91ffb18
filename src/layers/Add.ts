import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { add, entry } from '../index/formula.ts';
import { arrivingSizes } from './arriving-sizes.ts';
import { entrywise } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { joining } from './option.ts';

const options = z.strictObject({ ...joining });

/** u = x + y, entry by entry: where a residual connection comes back. */
export const Add: Layer<z.output<typeof options>> = {
  name: 'Add',
  summary: 'the sum of several outputs of one shape, entry by entry',
  symbol: 'u',
  joins: true,
  options,
  example: {},
  shape: (_, arriving) => {
    const { input, inputs } = arriving;
    const differing = inputs.findIndex((shape) => shape.join() !== input.join());
    if (differing < 0) return input;
    throw new BadInput(
      `Add needs inputs of one shape, but ${arrivingSizes(arriving)} and ${arrivingSizes(arriving, differing)} arrive.`,
    );
  },
  formula: (_, { inputs, output }) => {
    const left = entrywise(output.shape);
    return [{ output, ...left, body: add(...inputs.map((input) => entry(input, ...left.subscripts))) }];
  },
};
