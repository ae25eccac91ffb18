import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { formulaOfText, namesIn, otherKinkOf } from '../expression/formula-of-text.ts';
import { entry } from '../index/formula.ts';
import { arrivingSizes } from './arriving-sizes.ts';
import { entrywise } from './axis-letters.ts';
import type { Arriving, Layer } from './layer.ts';
import { named, symbolName } from './option.ts';

const options = z.strictObject({
  formula: z
    .string('a formula as text, such as "x^2"')
    .min(1, 'a formula as text, such as "x^2"')
    .describe('What becomes of each entry: x is the input; other names are inputs, or numbers that learn.'),
  ...named,
  input: z
    .union([symbolName(''), z.array(symbolName('')).min(1).max(64)], { error: 'a name or a list of names' })
    .describe('Names of the outputs that the formula takes; the output before it if not given.')
    .optional(),
});
type Options = z.output<typeof options>;

/** A formula of one's own, entry by entry: h = x sigmoid(beta x) */
export const Expression: Layer<Options> = {
  name: 'Expression',
  summary: 'a formula given as text, entry by entry',
  symbol: 'h',
  options,
  alone: 'formula',
  otherKink: ({ formula }) => otherKinkOf(formula),
  example: { formula: 'x^2' },
  shape: ({ formula }, arriving) => {
    const { input, inputs, names } = arriving;
    namesIn(formula);
    const differing = inputs.find((shape) => shape.join() !== input.join());
    if (!differing) return input;
    throw new BadInput(
      `Expression needs inputs of one shape, but ${names.join(', ')} are ${names.map((_, which) => arrivingSizes(arriving, which)).join(', ')}.`,
    );
  },
  parameters: ({ formula }, arriving) =>
    Object.fromEntries(learnedNames(formula, arriving).map((name) => [name, []])),
  formula: ({ formula }, { inputs, output, others, treeOf }) => {
    const left = entrywise(output.shape);
    const names = inputs.map(({ name }) => name);
    const body = formulaOfText(formula, treeOf, (name) => {
      const tensor = inputs[inputPlace(name, names)];
      return tensor ? entry(tensor, ...left.subscripts) : entry(others[name]);
    });
    return [{ output, ...left, body }];
  },
};

/** Which input a name is: its own name, or x for the first; -1 if none. */
function inputPlace(name: string, names: readonly string[]): number {
  const place = names.indexOf(name);
  return place < 0 && name === 'x' ? 0 : place;
}

function learnedNames(formula: string, { names }: Arriving): string[] {
  return namesIn(formula).filter((name) => inputPlace(name, names) < 0);
}
