import type { ZodType } from 'zod';
import { type Entry, entry, type Formula } from '../index/formula.ts';
import { entrywise } from './axis-letters.ts';
import type { Layer } from './layer.ts';
import type { Traits } from './traits.ts';

interface Activation<Options> {
  readonly name: string;
  readonly summary: string;
  readonly options: ZodType<Options>;
  readonly traits?: Traits;
  /** What becomes of one entry. */
  of(options: Options, x: Entry): Formula;
}

/** A layer that does the same to every entry: a[c,i,j] = f(x[c,i,j]) */
export function activation<Options>({ of, ...rest }: Activation<Options>): Layer<Options> {
  return {
    ...rest,
    symbol: 'a',
    example: {},
    shape: (_, { input }) => input,
    formula: (given, { input, output }) => {
      const left = entrywise(input.shape);
      return [{ output, ...left, body: of(given, entry(input, ...left.subscripts)) }];
    },
  };
}
