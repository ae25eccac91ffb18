import { equals, equation, paragraph } from '../document/prose.ts';
import { stageNames } from '../document/stage-names.ts';
import { gradient } from '../expr/differentiate.ts';
import { partial } from '../notation/build.ts';
import { text } from '../notation/text.ts';
import { ofExpression } from '../writing/of-expression.ts';
import { subscripts } from './array-fields.ts';
import { chosen, type Exercise } from './exercise.ts';
import type { Field, Question } from './question.ts';

const asked = 3;

/** Local derivatives: by how much one output moves with one weight. */
export const local: Exercise = {
  name: 'local',
  summary: 'write down local derivatives of outputs by weights',
  questions: ({ setting, parts, draw }) =>
    setting.stages.flatMap(({ step, stage }): Question[] => {
      const weight = step.parameters.find((tensor) => tensor.role === 'weight');
      const symbols = weight && stage.symbols.get(weight);
      if (!weight || !symbols) return [];
      const { names, model, extent } = setting;
      const name = stageNames(stage, names);
      const pairs = new Map<string, { output: number; place: number }>();
      for (let tries = 0; tries < 40 && pairs.size < asked; tries++) {
        const [output, place] = [chosen(draw, stage.made.length), chosen(draw, symbols.length)];
        pairs.set(`${output} ${place}`, { output, place });
      }
      const fields = [...pairs.values()].map(({ output, place }): Field => {
        const [slope] = gradient(stage.graph, stage.made[output], [symbols[place]], model.conventions);
        const answer = ofExpression(stage.graph, slope, { name, longest: extent.terms });
        return {
          key: `d${step.output.name}${subscripts(step.output, output)}/d${weight.name}${subscripts(weight, place)}`,
          label: partial(names.entry(step.output, output), names.entry(weight, place)),
          points: 1,
          answer: { kind: 'formula', notation: answer, text: text(answer) },
        };
      });
      return [
        {
          exercise: 'local',
          key: `local-${step.output.name}`,
          title: [`Local derivatives of ${step.layer}`],
          ask: [
            paragraph('What are these derivatives, as formulas?'),
            ...parts(`forward.${step.output.name}.rule`),
          ],
          fields,
          hint: [
            'Write the output as its sum. Only the term with this weight depends on it; the derivative is what stands beside it.',
          ],
          difficulty: 1,
          space: 2.5,
          solution: equation(
            undefined,
            fields.flatMap(({ label, answer }) =>
              answer.kind === 'formula' ? [equals(label, answer.notation)] : [],
            ),
          ),
        },
      ];
    }),
};
