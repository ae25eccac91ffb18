import { long } from './axes.ts';
import type { Mistake, Way } from './mistake.ts';
import { ratioNear } from './simple-ratio.ts';
import { numbersOf } from './situation.ts';

export const constantFactor: Mistake = {
  name: 'constantFactor',
  title: 'a constant factor',
  explanation:
    'Every entry is the right one times the same number. Somewhere between the loss and this array a factor is missing, doubled or has the wrong sign; look for it in the loss, in means and in sums over copies.',
  example: {
    model: `
input: { name: x, shape: [2] }
layers:
  - Linear: { out_features: 2, weight: V, bias: c, output: h }
loss: { MSELoss: { target: y, reduction: sum } }
values: { x: [1, 2], V: [[1, 3], [-1, 2]], c: [0, 1], y: [4, 20] }
`,
    gradients: {
      V: [
        [18, 36],
        [-96, -192],
      ],
    },
  },
  general: true,
  ways: ({ gradients }, answered) => {
    const asked = answered.filter(
      ({ subject: { kind, tensor }, shape, wrong }) =>
        kind === 'gradient' && wrong.length > 0 && long(shape) === long(tensor.shape),
    );
    const ratios = new Map<string, number>();
    for (const { numbers, slack, subject, wrong } of asked) {
      const ratio = ratioNear(numbers, slack, numbersOf(gradients, subject.tensor), wrong);
      if (ratio) ratios.set(ratio.text, ratio.value);
    }
    return [...ratios].map(([text, value]): Way => {
      return {
        what: `something on the way contributes the factor ${text}`,
        deviation: {
          written: (array, { kind, tensor }) =>
            kind === 'gradient' && asked.some(({ subject }) => subject.tensor === tensor)
              ? { shape: array.shape, numbers: array.numbers.map((number) => value * number) }
              : array,
        },
      };
    });
  },
};
