import { apply, type Formula, type Winner } from '../index/formula.ts';
import { substitute } from '../index/substitute.ts';
import { maximumSteps, winnerInstead } from './max-windows.ts';
import { aloneAndTogether, type Mistake } from './mistake.ts';

export const everyTiedCell: Mistake = {
  name: 'everyTiedCell',
  title: 'every one of equal maxima',
  explanation:
    'Where several cells of a window share the maximum, each of them got all that arrives. Together they may get it once: one of them all of it, or each a part, so that the parts add up to 1.',
  example: {
    model: `
input: { name: I, shape: [4, 4] }
layers:
  - Conv2d: { kernel_size: 1, weight: W, bias: b, output: o }
  - MaxPool2d: { kernel_size: 2 }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 3, 0, 4], [0, 3, 3, 1], [2, 1, 1, 0], [5, -1, 2, 2]], W: 2, b: 1, y: [[1, 0], [2, 3]] }
`,
    gradients: {
      W: 250,
      I: [
        [0, 24, 0, 36],
        [0, 24, 0, 0],
        [0, 0, 0, 0],
        [36, 0, 8, 8],
      ],
    },
  },
  ways: (situation) =>
    aloneAndTogether(maximumSteps(situation), (some) =>
      winnerInstead(
        some,
        isLargest,
        (maxima) => `each of several equal cells gets all that arrives at ${maxima}`,
      ),
    ),
};

/** [x at the letters = the maximum] */
function isLargest({ of, at }: Winner): Formula {
  const letters = new Map(of.over.map(({ letter }, which) => [letter, at[which]]));
  return apply('isClass', substitute(of.body, letters), of);
}
