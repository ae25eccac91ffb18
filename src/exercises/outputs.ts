import { math, paragraph } from '../document/prose.ts';
import { symbolOf } from '../writing/entry-name.ts';
import { arrayFields } from './array-fields.ts';
import type { Exercise } from './exercise.ts';
import type { Question } from './question.ts';

/** Fill in o_ij: each layer's output from the one before. */
export const outputs: Exercise = {
  name: 'outputs',
  summary: 'work out the output of every layer',
  questions: ({ setting, numbers, parts }) =>
    setting.model.steps
      .filter(({ inner, output, traits }) => !inner && !setting.names.isRenamed(output) && !traits.reorders)
      .map(({ output, layer }): Question => {
        const name = math(symbolOf(output));
        const values = numbers.value(output);
        return {
          exercise: 'outputs',
          key: `outputs-${output.name}`,
          title: [`Forward through ${layer}`],
          ask: [
            paragraph('Work out ', name, ' from the numbers above.'),
            ...parts({ kind: 'forward', tensor: output.name, how: 'rule' }),
          ],
          ...arrayFields(
            { kind: 'value', tensor: output },
            values,
            (place) => setting.names.entry(output, place),
            symbolOf(output),
            1,
          ),
          hint: [
            'Put the window where its corner is at the entry, multiply what lies above each other, and add up.',
          ],
          difficulty: 1,
          space: Math.min(6, 1.5 + 0.6 * values.length),
          solution: parts({ kind: 'values', tensor: output.name }),
        };
      }),
};
