import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { letter } from '../index/affine.ts';
import { add, entry, multiply, range, sum } from '../index/formula.ts';
import { arrivingSizes } from './arriving-sizes.ts';
import type { Layer } from './layer.ts';
import { learned, named, positive } from './option.ts';

const options = z.strictObject({
  out_features: positive('How many outputs there are.'),
  ...learned,
  ...named,
});
type Options = z.output<typeof options>;

/** A dense layer: o[i] = sum over j of W[i,j] * x[j] + b[i] */
export const Linear: Layer<Options> = {
  name: 'Linear',
  summary: 'each output is a weighted sum of all inputs',
  symbol: 'o',
  traits: { weighs: true },
  options,
  example: { out_features: 2 },
  shape: ({ out_features }, arriving) => {
    if (arriving.input.length === 1) return [out_features];
    throw new BadInput(
      `Linear needs a vector, but ${arrivingSizes(arriving)} arrives; put Flatten before it.`,
    );
  },
  parameters: ({ out_features, bias }, { input }) => ({
    weight: [out_features, input[0]],
    ...(bias === false ? {} : { bias: [out_features] }),
  }),
  formula: (_, { input, output, weight, bias }) => {
    if (!weight) throw new Error('Linear has no weight');
    const [i, j] = [letter('i'), letter('j')];
    const product = sum([range('j', input.shape[0])], multiply(entry(weight, i, j), entry(input, j)));
    return [
      {
        output,
        over: [range('i', output.shape[0])],
        subscripts: [i],
        body: bias ? add(product, entry(bias, i)) : product,
      },
    ];
  },
};
