import { asIdentity } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords } from './mistake.ts';
import { smoothSteps } from './rectifiers.ts';

export const activationDerivativeForgotten: Mistake = {
  name: 'activationDerivativeForgotten',
  title: "an activation's derivative forgotten",
  explanation:
    "The gradient was handed through an activation without its derivative. By the chain rule dL/dz = dL/da f'(z), entry by entry: for the logistic function f' = f (1 - f), for the hyperbolic tangent f' = 1 - f^2.",
  example: {
    model: `
input: { name: x, shape: [2] }
layers:
  - Linear: { out_features: 2, weight: V, bias: c, output: z }
  - Tanh
  - Linear: { out_features: 1, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { x: [1, 2], V: [[1, -1/2], [-1, 1]], c: [1/2, 0], W: [2, -1], b: 1, y: 4 }
`,
    decimals: 4,
    gradients: {
      V: [
        [-11.3494, -22.6989],
        [5.6747, 11.3494],
      ],
      c: [-11.3494, 5.6747],
    },
  },
  ways: (situation) =>
    aloneAndTogether(smoothSteps(situation), (some) => ({
      what: `the derivative of the activation is forgotten on the way from ${namesInWords(some.map(({ step, input }) => `${step.output.name} to ${input.name}`))}`,
      deviation: {
        rule: (rule, of) => {
          const found = some.find(({ step, input }) => step.output === rule.output && input === of);
          return found ? asIdentity(rule, found.input) : rule;
        },
      },
    })),
};
