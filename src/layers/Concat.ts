import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { affine, letter } from '../index/affine.ts';
import { entry } from '../index/formula.ts';
import { arrivingSizes } from './arriving-sizes.ts';
import { axisLetters, entrywise } from './axis-letters.ts';
import type { Arriving, Layer } from './layer.ts';
import { dim, joining } from './option.ts';
import { sampleAxis } from './sample-axis.ts';

const options = z.strictObject({ dim, ...joining });

/** Outputs side by side along an axis: q[c] = x[c], and q[C + c] = y[c] behind the C channels of x. */
export const Concat: Layer<z.output<typeof options>> = {
  name: 'Concat',
  summary: 'several outputs behind one another along an axis, the channels if not said otherwise',
  symbol: 'q',
  joins: true,
  options,
  example: {},
  shape: (given, arriving) => {
    const { input, inputs } = arriving;
    const axis = joinedAxis(given.dim, arriving);
    const differing = inputs.findIndex(
      (shape) => shape.length !== input.length || shape.with(axis, 0).join() !== input.with(axis, 0).join(),
    );
    if (differing >= 0) {
      const along = given.dim === undefined ? 'in their channels' : `along axis ${given.dim}`;
      throw new BadInput(
        `Concat needs inputs that differ ${along} only, but ${arrivingSizes(arriving)} and ${arrivingSizes(arriving, differing)} arrive.`,
      );
    }
    return input.with(
      axis,
      inputs.reduce((total, shape) => total + shape[axis], 0),
    );
  },
  formula: (given, { inputs, input, output, batch }) => {
    const hidden = inputs.every(({ hiddenAxis }) => hiddenAxis !== undefined);
    const axis = joinedAxis(given.dim, { input: input.shape, batch, hidden });
    const along = axisLetters(output.shape)[axis];
    let before = 0;
    return inputs.map((input) => {
      const { over, subscripts } = entrywise(input.shape);
      const definition = {
        output,
        over,
        subscripts: subscripts.with(axis, affine(before, [along, 1])),
        body: entry(input, ...over.map((range) => letter(range.letter))),
      };
      before += input.shape[axis];
      return definition;
    });
  },
};

/** Channels if nothing is said, where no author wrote them too. */
function joinedAxis(
  given: number | undefined,
  arriving: Pick<Arriving, 'input' | 'batch' | 'hidden'>,
): number {
  return given === undefined ? 0 : sampleAxis('Concat', given, arriving);
}
