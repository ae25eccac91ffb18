import { math, paragraph } from '../document/prose.ts';
import { asked } from './array-fields.ts';
import type { Exercise } from './exercise.ts';

/** The loss at these numbers. */
export const loss: Exercise = {
  name: 'loss',
  summary: 'work out the loss',
  questions: ({ setting, numbers, parts }) => {
    const { objective } = setting.model;
    if (objective.kind !== 'loss') return [];
    const { output } = objective.definition;
    const [value] = numbers.value(output);
    return [
      {
        exercise: 'loss',
        key: 'loss',
        title: ['The loss'],
        ask: [
          paragraph('How large is ', math(setting.names.loss), '?'),
          ...parts({ kind: 'forward', tensor: 'L' }).slice(0, 1),
        ],
        fields: [
          {
            ...asked({ kind: 'value', tensor: output, place: 0 }, value),
            label: setting.names.loss,
            points: 1,
          },
        ],
        difficulty: 1,
        space: 2,
        solution: parts({ kind: 'values', tensor: 'L' }),
      },
    ];
  },
};
