import type { Topic } from '../document/block.ts';
import { math, paragraph } from '../document/prose.ts';
import type { Tensor } from '../index/tensor.ts';
import { lastOutput, type Model } from '../model/model.ts';
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
    const { names, model, flowing } = setting;
    const isGiven = (output: Tensor): boolean =>
      model.objective.kind === 'upstream' && output === lastOutput(model);
    return model.steps
      .filter(({ output, parameters }) => parameters.length > 0 && flowing.has(output) && !isGiven(output))
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
            numbers.gradient(output),
            (place) => names.cotangentEntry(output, place),
            whole,
            1,
          ),
          hint: [
            'What arrives from above times the local derivative; where an entry is used several times, the sum.',
          ],
          difficulty: 2,
          space: 4,
          solution: parts(...backTo(model, output)),
        };
      });
  },
};

/** The parts of the derivation from the loss down to an output. */
function backTo({ steps }: Model, from: Tensor): Topic[] {
  return steps
    .slice(steps.findIndex(({ output }) => output === from))
    .toReversed()
    .map(({ output }) => ({ kind: 'values.backward', tensor: output.name }));
}
