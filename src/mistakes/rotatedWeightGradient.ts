import { turned } from './axes.ts';
import { weightedLayers } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords } from './mistake.ts';

export const rotatedWeightGradient: Mistake = {
  name: 'rotatedWeightGradient',
  title: 'a weight gradient turned round',
  explanation:
    "The gradient of a filter was turned by 180 degrees. With PyTorch's convolution, which does not flip the filter, dL/dW is the correlation of the input with dL/do, and nothing is flipped; the filter is flipped only where the gradient is passed back to the input.",
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 0]], b: 1, y: [[1, 0], [5, 3]] }
`,
    gradients: {
      W: [
        [22, 2],
        [-18, 14],
      ],
    },
  },
  ways: ({ model }) =>
    aloneAndTogether(
      weightedLayers(model).filter(({ window, weight }) => window.some((axis) => weight.shape[axis] > 1)),
      (some) => ({
        what: `${namesInWords(some.map(({ weight }) => `dL/d${weight.name}`))} ${some.length > 1 ? 'are' : 'is'} turned by 180 degrees`,
        deviation: {
          gradient: (numbers, of) => {
            const layer = some.find(({ weight }) => weight === of);
            return layer ? turned(numbers, of.shape, layer.window) : numbers;
          },
        },
      }),
    ),
};
