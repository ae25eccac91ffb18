import { letter } from '../index/affine.ts';
import { type Definition, type Formula, range, withParts } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { sampleLetter } from '../layers/axis-letters.ts';

/**
 * Formulas of layers speak of one sample. Over a batch every data tensor gets the letter of the sample in front, and
 * the rule holds for each: o[s,f,i,j] from I[s,c,i,j].
 */
export function overSamples(
  definition: Definition,
  batched: ReadonlyMap<Tensor, Tensor>,
  samples: number,
): Definition {
  const output = batched.get(definition.output);
  if (!output) throw new Error(`${definition.output.name} has no batch axis`);
  return {
    output,
    over: [range(sampleLetter, samples), ...definition.over],
    subscripts: [letter(sampleLetter), ...definition.subscripts],
    body: ofSample(definition.body, batched),
  };
}

function ofSample(formula: Formula, batched: ReadonlyMap<Tensor, Tensor>): Formula {
  const tensor = formula.kind === 'entry' ? batched.get(formula.tensor) : undefined;
  return formula.kind === 'entry' && tensor
    ? { kind: 'entry', tensor, subscripts: [letter(sampleLetter), ...formula.subscripts] }
    : withParts(formula, (part) => ofSample(part, batched));
}
