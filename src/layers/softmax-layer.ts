import type { ZodType } from 'zod';
import { letter } from '../index/affine.ts';
import { entry, type Formula, logsumexp, range } from '../index/formula.ts';
import { entrywise } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import { sampleAxis } from './sample-axis.ts';
import type { Traits } from './traits.ts';

interface Options {
  readonly dim?: number | undefined;
}

interface Softmaxing<Given> {
  readonly name: string;
  readonly summary: string;
  readonly options: ZodType<Given>;
  readonly softmax: Traits['softmax'] & string;
  /** One entry of the output, from the entry and the log of the sum of exponentials along the axis. */
  of(x: Formula, log: Formula): Formula;
}

export function softmaxLayer<Given extends Options>({
  name,
  summary,
  options,
  softmax,
  of,
}: Softmaxing<Given>): Layer<Given> {
  return {
    name,
    summary,
    symbol: 's',
    traits: { softmax },
    options,
    example: {},
    shape: ({ dim }, arriving) => {
      sampleAxis(name, dim, arriving);
      return arriving.input;
    },
    formula: ({ dim }, { input, output, batch }) => {
      const hidden = input.hiddenAxis !== undefined;
      const axis = sampleAxis(name, dim, { input: input.shape, batch, hidden });
      const left = entrywise(input.shape);
      const along = entry(input, ...left.subscripts.with(axis, letter('k')));
      const log = logsumexp([range('k', input.shape[axis])], along);
      return [{ output, ...left, body: of(entry(input, ...left.subscripts), log) }];
    },
  };
}
