import { lastOutput } from '../model/model.ts';
import type { Mistake } from './mistake.ts';

export const lossSign: Mistake = {
  name: 'lossSign',
  title: 'the sign of the loss',
  explanation:
    'The derivative of the loss was taken with the opposite sign, such as y - a in place of a - y, and everything below it has the opposite sign too. The inner derivative of a - y by a is +1; the sign turns only in the step of gradient descent, W - eta dL/dW.',
  // The convolution, ReLU and squared error of a published exercise; its solution has the sign of y - a.
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, bias: false, weight: W, output: z }
  - ReLU
loss: { Expression: (a - y)^2/2 }
values: { I: [[1, -1, 0], [0, 1, 0], [0, -1, 1]], W: [[1, -1], [1, 1]], y: [[1, 0], [0, 1]] }
`,
    gradients: {
      W: [
        [-2, 2],
        [0, -2],
      ],
    },
  },
  ways: ({ model }) =>
    model.objective.kind === 'loss'
      ? [
          {
            what: 'the derivative of the loss has the wrong sign',
            deviation: {
              gradient: (numbers, of) =>
                of === lastOutput(model) ? numbers.map((number) => -number) : numbers,
            },
          },
        ]
      : [],
};
