import type { Mistake, Way } from './mistake.ts';
import { numbersOf } from './situation.ts';

export const updateAdded: Mistake = {
  name: 'updateAdded',
  title: 'the step of gradient descent',
  explanation:
    'The gradient is right, and the step was not made with it as it should: it was added, or the learning rate was left out, or the change alone was given. Gradient descent goes against the gradient: the new W is W - eta dL/dW.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 0]], b: 1, y: [[1, 0], [5, 3]] }
`,
    rate: 0.1,
    updates: {
      W: [
        [2.4, -2.8],
        [2.2, 2.2],
      ],
      b: 1.2,
    },
  },
  ways: ({ rate, values }) => {
    if (rate === undefined) return [];
    const step = (what: string, made: (value: number, slope: number) => number): Way => ({
      what,
      deviation: {
        written: (array, { kind, tensor }, mistaken) => {
          if (kind !== 'update') return array;
          const slopes = mistaken.gradient(tensor);
          return {
            shape: array.shape,
            numbers: numbersOf(values, tensor).map((value, at) => made(value, slopes[at])),
          };
        },
      },
    });
    return [
      step('the step is added, not subtracted', (value, slope) => value + rate * slope),
      step(
        `the whole gradient is subtracted, without the learning rate ${rate}`,
        (value, slope) => value - slope,
      ),
      step(`the whole gradient is added, without the learning rate ${rate}`, (value, slope) => value + slope),
      step('the gradient is given, and no step made with it', (_, slope) => slope),
      step('the change alone is given', (_, slope) => -rate * slope),
      step('the values before the step are given', (value) => value),
    ];
  },
};
