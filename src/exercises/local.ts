import { stageNames } from '../document/derivation/stage-names.ts';
import { equals, equation, paragraph } from '../document/prose.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import { gradient } from '../expr/differentiate.ts';
import { partial } from '../notation/build.ts';
import { text } from '../notation/text.ts';
import { ofExpression } from '../writing/of-expression.ts';
import { named, subscripts } from './array-fields.ts';
import { chosen, type Exercise } from './exercise.ts';
import type { Field, Question } from './question.ts';

const asked = 3;
/** Draws until so many are found. */
const mostTries = 40;

/** Local derivatives: by how much an output moves with a weight that it depends on. */
export const local: Exercise = {
  name: 'local',
  summary: 'write down local derivatives of outputs by weights',
  questions: ({ setting, parts, draw }) =>
    setting.model.steps.flatMap((step): Question[] => {
      const stage = analysisOf(setting.model).forward(step.output);
      const weight = step.parameters.find((tensor) => tensor.role === 'weight');
      const symbols = weight && stage.symbols.get(weight);
      if (!weight || !symbols) return [];
      const { names, model, extent } = setting;
      const name = stageNames(stage, names);
      const found = new Map<string, Field>();
      const formulas = new Set<string>();
      // Different formulas as long as there are any.
      for (let tries = 0; tries < mostTries && found.size < asked; tries++) {
        const output = chosen(draw, stage.made.length);
        const all = gradient(stage.graph, stage.made[output], symbols, model.conventions);
        const moving = Array.from(all.keys()).filter((place) => all[place] !== stage.graph.zero);
        if (moving.length === 0) continue;
        const place = moving[chosen(draw, moving.length)];
        const answer = ofExpression(stage.graph, all[place], { name, longest: extent.terms });
        const formula = text(answer);
        if (formulas.has(formula) && tries < mostTries / 2) continue;
        formulas.add(formula);
        found.set(`${output} ${place}`, {
          ...named(
            `d${step.output.name}${subscripts(step.output, output)}/d${weight.name}`,
            subscripts(weight, place),
          ),
          label: partial(names.entry(step.output, output), names.entry(weight, place)),
          points: 1,
          answer: { kind: 'formula', notation: answer, text: formula },
        });
      }
      const fields = [...found.values()];
      if (fields.length === 0) return [];
      return [
        {
          exercise: 'local',
          key: `local-${step.output.name}`,
          title: [`Local derivatives of ${step.layer}`],
          ask: [
            paragraph('What are these derivatives, as formulas?'),
            ...parts({ kind: 'forward', tensor: step.output.name, how: 'rule' }),
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
