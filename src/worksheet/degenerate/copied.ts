import { indexAt, position, type Tensor } from '../../index/tensor.ts';
import type { EntryOf } from '../../model/subject.ts';
import type { SeenField, SeenQuestion, Specimen } from '../stress/specimen.ts';
import type { Degeneracy, Fault } from './degeneracy.ts';
import { isZero } from './zero.ts';

/** A ReLU lets two numbers through unchanged in every fourth variant; that many it does rarely. */
const fewestOutputs = 3;

/** Doubles that differ by less than this, relative to the larger of 1 and the number, are rounded from the same one. */
const rounding = 1e-9;

export const copied: Degeneracy = {
  name: 'copied',
  summary: 'the answers are numbers that stand at the same place already',
  advice: 'Who copies an array in place of working out the next one is right: draw from more numbers.',
  found: (specimen) =>
    specimen.questions.flatMap((seen) => [...fromItself(seen, specimen), ...fromInput(seen, specimen)]),
};

type About = SeenField & { readonly about: EntryOf };

/** dL/dp = p, W_new = W: entry by entry the array itself. */
function fromItself({ number, fields }: SeenQuestion, specimen: Specimen): Fault[] {
  const asked = fields.filter((field): field is About => !!field.about && field.about.kind !== 'value');
  if (asked.length === 0 || asked.every(isZero)) return [];
  const [{ about: first }] = asked;
  if (!asked.every(({ about, node }) => isCopy(node, about.tensor, about.place, specimen))) return [];
  const what = first.kind === 'gradient' ? `dL/d${first.tensor.name}` : `${first.tensor.name} after the step`;
  const { name } = first.tensor;
  return [{ question: number, text: `${what} in question ${number} is ${name} itself` }];
}

/** h = z: a layer that changes nothing. */
function fromInput({ number, fields }: SeenQuestion, specimen: Specimen): Fault[] {
  const asked = fields.filter((field): field is About => field.about?.kind === 'value');
  const [output] = asked.map(({ about }) => about.tensor);
  const step = specimen.model.steps.find((step) => step.output === output);
  if (!step || asked.length < fewestOutputs || asked.every(isZero)) return [];
  return step.inputs
    .filter(({ shape }) => shape.length === output.shape.length)
    .filter((input) =>
      asked.every(({ node, about }) => {
        const index = indexAt(output.shape, about.place);
        const isInside = index.every((at, axis) => at < input.shape[axis]);
        return isInside && isCopy(node, input, position(input.shape, index), specimen);
      }),
    )
    .map(({ name }) => ({
      question: number,
      text: `${output.name} in question ${number} is ${name} at every place that is asked`,
    }));
}

/** Equal by these numbers, and not because both are one expression: a layer that never changes anything is no accident. */
function isCopy(
  node: number | undefined,
  tensor: Tensor,
  place: number,
  { expected, values }: Specimen,
): boolean {
  const there = expected.entries.get(tensor)?.[place];
  if (node === undefined || there === undefined || node === there) return false;
  return Math.abs(values[node] - values[there]) <= rounding * Math.max(1, Math.abs(values[there]));
}
