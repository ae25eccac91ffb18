import type { Mistake } from './mistake.ts';
import { windowOff } from './window-off.ts';

export const dilationOff: Mistake = {
  name: 'dilationOff',
  title: 'another dilation on the way back',
  explanation:
    'On the way back the entries of the filter were set at another distance than on the way forth. Entry m of a filter with dilation d met entry s i + d m: the same d says which of them meet on the way back.',
  example: {
    model: `
input: { name: I, shape: [4, 4] }
layers:
  - Conv2d: { kernel_size: 2, dilation: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0, 1], [0, 1, 3, 2], [2, 1, 1, 0], [0, 2, 4, 1]], W: [[1, -1], [2, 0]], b: 1, y: [[1, 0], [5, 3]] }
`,
    gradients: {
      W: [
        [28, 12],
        [-18, 22],
      ],
      I: [
        [10, -2, -8, 0],
        [6, 32, -2, 0],
        [-28, 4, 0, 0],
        [0, 0, 0, 0],
      ],
    },
  },
  ways: ({ model }) => windowOff(model, 'dilation', (right) => [1, right - 1, right + 1]),
};
