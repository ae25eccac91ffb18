import { entryCount, type Tensor } from '../../index/tensor.ts';
import type { Model, Step } from '../../model/model.ts';
import type { ExactArray } from '../../values/exact-array.ts';
import type { Degeneracy } from './degeneracy.ts';

export const unturnedFilter: Degeneracy = {
  name: 'unturnedFilter',
  summary: 'a filter is the same when it is turned by half',
  advice:
    'What goes back through a convolution meets the filter turned; who forgets that is right here: draw from more numbers.',
  found: ({ model, expected, questions }) =>
    model.steps.flatMap((step) => {
      const weight = step.parameters.find(({ role }) => role === 'weight');
      const drawn = weight && expected.model.random?.drawn.has(weight.name);
      const numbers = weight && model.values?.get(weight.name);
      const { weighs, slides } = step.traits;
      if (!weighs || !slides || !weight || !drawn || !numbers || !isHalfTurn(numbers)) return [];
      const before = comeBefore(model, step);
      const asked = questions.find(({ fields }) =>
        fields.some(({ about }) => about?.kind === 'gradient' && before.has(about.tensor)),
      );
      if (!asked) return [];
      return [
        {
          question: asked.number,
          text: `${weight.name} is the same turned by half, and question ${asked.number} goes back through it`,
        },
      ];
    }),
};

/** Whether every kernel of [out, in, ...kernel] reads the same backwards, and turning it could matter. */
function isHalfTurn({ shape, data }: ExactArray): boolean {
  const size = entryCount(shape.slice(2));
  return (
    size > 1 &&
    data.every((value, place) => {
      const first = place - (place % size);
      return value.equals(data[first + size - 1 - (place % size)]);
    })
  );
}

/** The tensors that a layer's input is made of, itself included. */
function comeBefore({ steps }: Model, { inputs }: Step): Set<Tensor> {
  const before = new Set(inputs);
  for (const step of steps.toReversed()) {
    if (!before.has(step.output)) continue;
    for (const tensor of [...step.inputs, ...step.parameters]) before.add(tensor);
  }
  return before;
}
