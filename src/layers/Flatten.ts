import { z } from 'zod';
import { affine, entry, letter, range } from '../index/formula.ts';
import { entryCount } from '../index/tensor.ts';
import { axisLetters } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { output } from './option.ts';

const options = z.strictObject({ ...output });

/** The same entries in a row, the last axis fastest: v[c*H*W + i*W + j] = x[c,i,j] */
export const Flatten: Layer<z.output<typeof options>> = {
  name: 'Flatten',
  summary: 'the entries in one row, channel by channel, row by row',
  symbol: 'v',
  options,
  shape: (_, input) => [entryCount(input)],
  parameters: () => ({}),
  formula: (_, { input, output }) => {
    const letters = axisLetters(input.shape);
    // Row-major: each letter counts for all entries behind it.
    const places = letters.map((name, axis) => [name, entryCount(input.shape.slice(axis + 1))] as const);
    return {
      output,
      over: letters.map((name, axis) => range(name, input.shape[axis])),
      subscripts: [affine(0, ...places)],
      body: entry(input, ...letters.map(letter)),
    };
  },
};
