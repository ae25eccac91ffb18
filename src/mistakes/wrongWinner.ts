import { affine } from '../index/affine.ts';
import { type Formula, multiply, number, place, type Reduction, type Winner } from '../index/formula.ts';
import { maximumSteps, winnerInstead } from './max-windows.ts';
import { aloneAndTogether, type Mistake } from './mistake.ts';

export const wrongWinner: Mistake = {
  name: 'wrongWinner',
  title: 'the wrong cell of a maximum',
  explanation:
    'What arrives at a maximum was given to a cell that is not the largest of its window: always the first or the last one, or the smallest. Which cell gets it is told by the values of the forward pass.',
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
      W: -26,
      I: [
        [0, 0, 36, 0],
        [24, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 36, 0, 8],
      ],
    },
  },
  ways: (situation) =>
    (
      [
        ['the first', (of: Reduction) => multiply(number(-1), inOrder(of))],
        ['the last', inOrder],
        ['the smallest', (of: Reduction) => multiply(number(-1), of.body)],
      ] as const
    ).flatMap(([which, body]) =>
      aloneAndTogether(maximumSteps(situation), (some) =>
        winnerInstead(
          some,
          ({ of, at }): Winner => ({ kind: 'winner', of: { ...of, body: body(of) }, at }),
          (maxima) => `${which} cell of each window gets what arrives at ${maxima}`,
        ),
      ),
    ),
};

/** A body that is the larger, the later the cell stands in the window. */
function inOrder({ over }: Reduction): Formula {
  let stride = 1;
  const terms = over.toReversed().map(({ letter, size }) => {
    const term = [letter, stride] as const;
    stride *= size;
    return term;
  });
  return place(affine(0, ...terms));
}
