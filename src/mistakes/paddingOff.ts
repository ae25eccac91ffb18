import type { Mistake } from './mistake.ts';
import { windowOff } from './window-off.ts';

export const paddingOff: Mistake = {
  name: 'paddingOff',
  title: 'another padding on the way back',
  explanation:
    'On the way back the padding was left out or taken for another number, so that everything is shifted. Output i was made of the entries from s i - p on, on the way back as on the way forth.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 3, padding: 1, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1, 2], [2, 0, 1], [0, 1, 1]], b: 1, y: [[1, 0, 2], [5, 3, 1], [0, 2, 7]] }
`,
    gradients: {
      W: [
        [90, 56, 26],
        [76, 58, 24],
        [38, 20, 6],
      ],
      I: [
        [6, 8, 10],
        [18, 26, 48],
        [20, 24, 32],
      ],
    },
  },
  ways: ({ model }) => windowOff(model, 'padding', (right) => [0, right - 1, right + 1]),
};
