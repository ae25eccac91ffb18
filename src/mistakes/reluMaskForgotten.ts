import { asIdentity } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords } from './mistake.ts';
import { rectifiers } from './rectifiers.ts';

export const reluMaskForgotten: Mistake = {
  name: 'reluMaskForgotten',
  title: 'no mask at a ReLU',
  explanation:
    'The gradient was handed through a ReLU as if it were not there. Where its input is negative its output does not move, so the gradient is 0 there: dL/dz = dL/da [z > 0], entry by entry.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: z }
  - ReLU
  - AvgPool2d: { kernel_size: 2 }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 0]], b: -1, y: [[3]] }
`,
    gradients: {
      W: [
        [-3.5, -5.25],
        [-3.5, -5.25],
      ],
      b: -3.5,
    },
  },
  ways: (situation) =>
    aloneAndTogether(rectifiers(situation), (some) => ({
      what: `the mask of the ReLU is forgotten on the way from ${namesInWords(some.map(({ step, input }) => `${step.output.name} to ${input.name}`))}`,
      deviation: {
        rule: (rule, of) => {
          const found = some.find(({ step, input }) => step.output === rule.output && input === of);
          return found ? asIdentity(rule, found.input) : rule;
        },
      },
    })),
};
