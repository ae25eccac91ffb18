import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { formulaOfText, namesIn, otherKinkOf } from '../expression/formula-of-text.ts';
import { type Affine, letter } from '../index/affine.ts';
import { add, entry, type Formula, tensorsIn, withParts } from '../index/formula.ts';
import { type Shape, type Tensor, writtenShape } from '../index/tensor.ts';
import { allLetters, rangesOf } from '../layers/axis-letters.ts';
import type { Loss } from './loss.ts';
import { scaledSum, targetName } from './reduction.ts';

const options = z.strictObject({
  formula: z
    .string('a formula as text, such as "(x - y)^2 / 2"')
    .min(1, 'a formula as text, such as "(x - y)^2 / 2"')
    .describe(
      'The loss: x is the last output, y its target, tensors have their names, and every other name is a given number.',
    ),
  target: targetName,
  reduction: z
    .enum(['mean', 'sum'], { error: 'mean or sum' })
    .default('sum')
    .describe('Whether each term of the formula is averaged or added over the entries of its tensors.'),
});
type Options = z.output<typeof options>;

/** A formula of one's own: each of its terms is taken entry by entry and summed. L = (o - y)^2 / 2 + lambda W^2 */
export const Expression: Loss<Options> = {
  name: 'Expression',
  summary: 'a formula given as text; its terms are summed over the entries of their tensors',
  options,
  alone: 'formula',
  otherKink: ({ formula }) => otherKinkOf(formula),
  example: { formula: '(x - y)^2 / 2' },
  target: ({ formula, target }, { shape, known }) =>
    namesIn(formula).includes(target) && !known.has(target) ? { name: target, shape } : undefined,
  constants: ({ formula, target }, { known }) =>
    Object.fromEntries(
      namesIn(formula)
        .filter((name) => !known.has(name) && name !== target && name !== 'x')
        .map((name) => [name, []]),
    ),
  formula: ({ formula, reduction }, { input, target, known, others, batch, treeOf }) => {
    const names = new Map<string, Tensor>([...known, ...Object.entries(others)]);
    if (target) names.set(target.name, target);
    if (!names.has('x')) names.set('x', input);
    const whole = formulaOfText(formula, treeOf, (name) => {
      const tensor = names.get(name);
      if (!tensor) throw new Error(`${name} has no tensor`);
      return entry(tensor);
    });
    const terms = whole.kind === 'add' ? whole.terms.flatMap(termsOf) : [whole];
    return add(...terms.map((term) => summed(term, reduction, batch)));
  },
};

function termsOf(formula: Formula): readonly Formula[] {
  return formula.kind === 'add' ? formula.terms.flatMap(termsOf) : [formula];
}

/** A term over the entries of its tensors, which have one shape; numbers stand beside every entry. */
function summed(term: Formula, reduction: 'mean' | 'sum', batch: number | undefined): Formula {
  const tensors = tensorsIn(term);
  const arrays = tensors.filter(({ shape }) => shape.length > 0);
  if (arrays.length === 0) return term;
  const [first] = arrays;
  const differing = arrays.find(({ shape }) => shape.join() !== first.shape.join());
  if (differing) {
    throw new BadInput(
      `found ${first.name} and ${differing.name} in one term of the formula, but one is ${writtenShape(first).join(' × ')} and the other ${writtenShape(differing).join(' × ')}; entry by entry they need one shape.`,
    );
  }
  const letters = tensorLetters(first, batch);
  const ranges = rangesOf(letters, first.shape);
  const count = ranges.reduce((product, { size }) => product * size, 1);
  return scaledSum(reduction === 'mean' ? count : 1, ranges, at(term, letters.map(letter)));
}

function tensorLetters({ shape, role }: Tensor, batch: number | undefined): readonly string[] {
  const isData = role === 'input' || role === 'output' || role === 'target';
  return isData ? allLetters(shape, batch) : weightLetters(shape);
}

function weightLetters(shape: Shape): readonly string[] {
  return ['f', 'c', 'l', 'm', 'n'].slice(0, shape.length);
}

/** The term with subscripts at its tensors. */
function at(formula: Formula, subscripts: readonly Affine[]): Formula {
  if (formula.kind === 'entry')
    return formula.tensor.shape.length === 0 ? formula : entry(formula.tensor, ...subscripts);
  return withParts(formula, (part) => at(part, subscripts));
}
