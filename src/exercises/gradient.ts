import { math, paragraph } from '../document/prose.ts';
import { symbolOf } from '../writing/entry-name.ts';
import { arrayFields } from './array-fields.ts';
import type { Exercise } from './exercise.ts';
import type { Question } from './question.ts';

/** The gradient matrix, for every parameter. */
export const gradient: Exercise = {
  name: 'gradient',
  summary: 'work out the gradient by every weight and bias',
  questions: ({ setting, numbers, parts }) =>
    setting.wrt.map((tensor): Question => {
      const { names } = setting;
      return {
        exercise: 'gradient',
        key: `gradient-${tensor.name}`,
        title: ['The gradient by ', math(symbolOf(tensor))],
        ask: [paragraph('Work out ', math(names.gradient(tensor)), '.')],
        ...arrayFields(
          { kind: 'gradient', tensor },
          numbers.gradient(tensor),
          (place) => names.cotangentEntry(tensor, place),
          names.gradient(tensor),
          2,
        ),
        hint: [
          'Every window uses the same weight, so its gradient is a sum over all windows: what arrives times what the weight was multiplied by.',
        ],
        difficulty: 2,
        space: 5,
        solution: parts(
          { kind: 'law', tensor: tensor.name },
          { kind: 'values.backward', tensor: tensor.name },
          { kind: 'gradient', tensor: tensor.name, how: 'value' },
        ),
      };
    }),
};
