import { entryCount } from '../index/tensor.ts';
import { gradientTensors } from './layer-parts.ts';
import type { Mistake, Way } from './mistake.ts';

export const nextWeightsGradient: Mistake = {
  name: 'nextWeightsGradient',
  title: 'the gradient of another array',
  explanation:
    'The numbers are a right gradient, but of another array of the same size, such as the weights of the next layer. Each parameter has the gradient of its own layer: what arrives at its output, times what went in.',
  example: {
    model: `
input: { name: x, shape: [2] }
layers:
  - Linear: { out_features: 2, weight: V, bias: c, output: h }
  - ReLU
  - Linear: { out_features: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { x: [1, 2], V: [[1, 3], [-1, 2]], c: [0, 1], W: [[2, -1], [5, 1]], b: [1, 1], y: [4, 20] }
`,
    gradients: {
      V: [
        [98, 56],
        [280, 160],
      ],
    },
  },
  ways: (situation) => {
    const tensors = gradientTensors(situation);
    const isData = (role: string): boolean => role === 'input' || role === 'output';
    return tensors.flatMap((asked) =>
      tensors
        .filter(
          (weight) =>
            weight !== asked &&
            isData(weight.role) === isData(asked.role) &&
            entryCount(weight.shape) === entryCount(asked.shape),
        )
        .map(
          (weight): Way => ({
            what: `the gradient by ${weight.name} is given for that by ${asked.name}`,
            deviation: {
              written: (array, { kind, tensor }, mistaken) =>
                kind === 'gradient' && tensor === asked
                  ? { shape: array.shape, numbers: mistaken.gradient(weight) }
                  : array,
            },
          }),
        ),
    );
  },
};
