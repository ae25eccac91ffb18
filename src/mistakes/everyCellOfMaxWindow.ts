import { number } from '../index/formula.ts';
import { maximumSteps, winnerInstead } from './max-windows.ts';
import { aloneAndTogether, type Mistake } from './mistake.ts';

export const everyCellOfMaxWindow: Mistake = {
  name: 'everyCellOfMaxWindow',
  title: 'every cell of a maximum',
  explanation:
    'Every cell of the window got what arrives at its maximum. Only the largest cell moves the maximum: it gets all, and the others get 0.',
  example: {
    model: `
input: { name: I, shape: [4, 4] }
layers:
  - Conv2d: { kernel_size: 1, weight: W, bias: b, output: o }
  - MaxPool2d: { kernel_size: 2 }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0, 4], [0, 3, 3, 1], [2, 1, 1, 0], [5, -1, 2, -2]], W: 2, b: 1, y: [[1, 0], [2, 3]] }
`,
    gradients: {
      W: 346,
      I: [
        [24, 24, 36, 36],
        [24, 24, 36, 36],
        [36, 36, 8, 8],
        [36, 36, 8, 8],
      ],
    },
  },
  ways: (situation) =>
    aloneAndTogether(maximumSteps(situation), (some) =>
      winnerInstead(
        some,
        () => number(1),
        (maxima) => `every cell of the window gets what arrives at ${maxima}`,
      ),
    ),
};
