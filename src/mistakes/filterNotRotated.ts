import { turned } from './axes.ts';
import { weightedLayers } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords } from './mistake.ts';

export const filterNotRotated: Mistake = {
  name: 'filterNotRotated',
  title: 'a filter not turned round',
  explanation:
    'The gradient was passed back through a convolution with the filter as it stands. Entry k of the input met entry m of the filter in window k - m, so dL/dI is the full convolution of dL/do with the filter: the filter is turned by 180 degrees.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 0]], b: 1, y: [[1, 0], [5, 3]] }
`,
    gradients: {
      I: [
        [0, -4, 20],
        [2, -16, 2],
        [2, 2, -4],
      ],
    },
  },
  ways: ({ model }) =>
    aloneAndTogether(
      weightedLayers(model).filter(({ window, weight }) => window.some((axis) => weight.shape[axis] > 1)),
      (some) => ({
        what: `${namesInWords(some.map(({ weight }) => weight.name))} ${some.length > 1 ? 'are' : 'is'} not turned by 180 degrees where the gradient is passed back to ${namesInWords(some.map(({ input }) => input.name))}`,
        deviation: {
          values: (numbers, tensor, of) => {
            const layer = some.find(({ weight, input }) => weight === tensor && input === of);
            return layer ? turned(numbers, tensor.shape, layer.window) : numbers;
          },
        },
      }),
    ),
};
