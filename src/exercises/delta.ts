import { math, paragraph } from '../document/prose.ts';
import { lastOutput } from '../model/model.ts';
import { compare } from '../notation/build.ts';
import { symbolOf } from '../writing/entry-name.ts';
import { arrayFields } from './array-fields.ts';
import type { Exercise } from './exercise.ts';
import type { Question } from './question.ts';

/** What arrives at the outputs of the layers that learn. */
export const delta: Exercise = {
  name: 'delta',
  summary: 'work out what arrives at the layers with weights',
  questions: ({ setting, numbers, parts }) => {
    const { names, model, loss } = setting;
    return setting.stages
      .map(({ step }) => step)
      .filter(
        ({ output, parameters }) =>
          parameters.length > 0 && setting.back(output) && (loss || output !== lastOutput(model)),
      )
      .toReversed()
      .map(({ output }): Question => {
        const short = names.cotangent(output);
        const whole = short ? symbolOf(short) : names.gradient(output);
        return {
          exercise: 'delta',
          key: `delta-${output.name}`,
          title: ['What arrives at ', math(symbolOf(output))],
          ask: [
            paragraph(
              'Work out ',
              math(short ? compare(whole, ':=', names.gradient(output)) : whole),
              ': go back from the loss, layer by layer.',
            ),
          ],
          ...arrayFields(
            { kind: 'gradient', tensor: output },
            numbers.cotangents.get(output) ?? [],
            (place) => names.cotangentEntry(output, place),
            whole,
            1,
          ),
          hint: [
            'What arrives from above times the local derivative; where an entry is used several times, the sum.',
          ],
          difficulty: 2,
          space: 4,
          solution: parts(
            ...backTo(
              setting.model.steps.map((step) => step.output.name),
              output.name,
            ),
          ),
        };
      });
  },
};

/** The parts of the derivation from the loss down to an output. */
function backTo(outputs: readonly string[], name: string): string[] {
  const from = outputs.indexOf(name);
  return outputs
    .slice(from)
    .toReversed()
    .map((output) => `values.backward.${output}`);
}
