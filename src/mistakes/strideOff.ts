import type { Mistake } from './mistake.ts';
import { windowOff } from './window-off.ts';

export const strideOff: Mistake = {
  name: 'strideOff',
  title: 'another stride on the way back',
  explanation:
    'On the way back the window was moved by another stride than on the way forth. Output i was made of the entries from s i on: where its gradient goes, and what a weight met there, follows from the same s.',
  example: {
    model: `
input: { name: I, shape: [5, 5] }
layers:
  - Conv2d: { kernel_size: 2, stride: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0, 1, 3], [0, 1, 3, 2, 5], [2, 1, 1, 0, 1], [0, 2, 4, 1, 2], [1, 1, 0, 3, 7]], W: [[1, -1], [2, 0]], b: 1, y: [[1, 0], [5, 3]] }
`,
    gradients: {
      W: [
        [36, 32],
        [14, 42],
      ],
      I: [
        [-2, 14, -12, 0, 0],
        [-10, 44, -14, 0, 0],
        [-12, 28, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ],
    },
  },
  ways: ({ model }) => windowOff(model, 'stride', (right) => [right - 1, right + 1, 1]),
};
