import { entry, type Formula, multiply, number, type Slope } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Step } from '../model/model.ts';
import { dataTensors, entryOf } from './layer-parts.ts';
import type { Mistake, Way } from './mistake.ts';
import { rectifiers } from './rectifiers.ts';
import { rewritten } from './rewritten.ts';
import type { Situation } from './situation.ts';

export const reluMaskMisplaced: Mistake = {
  name: 'reluMaskMisplaced',
  title: "another array's mask at a ReLU",
  explanation:
    'The mask of a ReLU was made of other numbers than its input: of the gradient that arrives, or of the values of another layer. What is passed on is decided on the way forth: dL/dz = dL/da [z > 0], whatever sign dL/da has.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: z }
  - ReLU
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 0]], b: -1, y: [[-3, 5], [-2, 1]] }
`,
    gradients: {
      W: [
        [6, 20],
        [16, 14],
      ],
      b: 14,
    },
  },
  ways: (situation) => rectifiers(situation).flatMap(({ step, input }) => waysOf(step, input, situation)),
};

function waysOf(step: Step, input: Tensor, { model }: Situation): Way[] {
  const where = `the ReLU from ${input.name} to ${step.output.name}`;
  const others = dataTensors(model).filter(
    (tensor) => tensor !== input && tensor !== step.output && tensor.shape.join() === input.shape.join(),
  );
  const bySlope = (what: string, instead: (slope: Slope, arriving: Formula) => Formula): Way => ({
    what,
    deviation: {
      law: (definition, { of, cotangents }) => {
        const cotangent = cotangents.get(step.output);
        const found = of === input && cotangent && entryOf(definition, cotangent);
        if (!found) return definition;
        const arriving = entry(found.tensor, ...found.subscripts);
        const body = rewritten(definition.body, (part) =>
          part.kind === 'slope' && part.function === 'ReLU' ? instead(part, arriving) : undefined,
        );
        return { ...definition, body };
      },
    },
  });
  const sign = (slope: Slope, arriving: Formula): Slope => ({ ...slope, arguments: [arriving] });
  return [
    bySlope(`${where} is masked by the sign of dL/d${step.output.name} instead of ${input.name}`, sign),
    bySlope(`${where} is masked by the sign of dL/d${step.output.name} as well`, (slope, arriving) =>
      multiply(slope, sign(slope, arriving)),
    ),
    bySlope(`${where} is masked the wrong way round`, (slope) => ({
      ...slope,
      arguments: slope.arguments.map((argument) => multiply(number(-1), argument)),
    })),
    ...others.map(
      (candidate): Way => ({
        what: `${where} is masked by the sign of ${candidate.name} instead of ${input.name}`,
        deviation: {
          values: (numbers, tensor, of, mistaken) =>
            tensor === input && of === input ? mistaken.value(candidate) : numbers,
        },
      }),
    ),
  ];
}
