import { z } from 'zod';
import { apply, entry, letter, range } from '../index/formula.ts';
import { axisLetters } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { output } from './option.ts';

const options = z.strictObject({ ...output });

/** a = max(0, x), entry by entry. */
export const ReLU: Layer<z.output<typeof options>> = {
  name: 'ReLU',
  summary: 'negative entries become 0, the others pass',
  symbol: 'a',
  options,
  shape: (_, input) => input,
  parameters: () => ({}),
  formula: (_, { input, output }) => {
    const letters = axisLetters(input.shape);
    return {
      output,
      over: letters.map((name, axis) => range(name, input.shape[axis])),
      subscripts: letters.map(letter),
      body: apply('ReLU', entry(input, ...letters.map(letter))),
    };
  },
};
