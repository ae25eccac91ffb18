import { math, paragraph } from '../document/prose.ts';
import { numberAnswer } from './array-fields.ts';
import type { Exercise } from './exercise.ts';

/** The loss at these numbers. */
export const loss: Exercise = {
  name: 'loss',
  summary: 'work out the loss',
  questions: ({ setting, numbers, parts }) => {
    if (!setting.loss) return [];
    const [value] = numbers.values.get(setting.loss.objective.definition.output) ?? [];
    if (value === undefined) return [];
    return [
      {
        exercise: 'loss',
        key: 'loss',
        title: ['The loss'],
        ask: [paragraph('How large is ', math(setting.names.loss), '?'), ...parts('forward.L').slice(0, 1)],
        fields: [{ key: 'L', label: setting.names.loss, points: 1, answer: numberAnswer(value) }],
        difficulty: 1,
        space: 2,
        solution: parts('values.L'),
      },
    ];
  },
};
