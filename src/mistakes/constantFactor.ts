import { long } from './axes.ts';
import type { AnsweredNumbers } from './fit.ts';
import type { Mistake, Way } from './mistake.ts';
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

/** Numerators and denominators that are simple enough to be somebody's factor. */
const largestPart = 12;
/** Whole numbers, and parts of 1, may be larger: how many entries a mean is over. */
const largestWhole = 1000;

/** The simple fraction c for which the numbers at these places are c times the right ones, if there is one. */
export function ratioNear(
  numbers: AnsweredNumbers['numbers'],
  slack: AnsweredNumbers['slack'],
  right: Float64Array,
  places: readonly number[],
): { text: string; value: number } | undefined {
  const at = places.filter((place) => !Number.isNaN(numbers[place]));
  const [largest] = at.toSorted((a, b) => Math.abs(right[b]) - Math.abs(right[a]));
  if (largest === undefined || right[largest] === 0) return undefined;
  const rough = numbers[largest] / right[largest];
  const found = simple(Math.abs(rough), slack[largest] / Math.abs(right[largest]) + 1e-9 * Math.abs(rough));
  if (!found) return undefined;
  const value = Math.sign(rough) * (found.numerator / found.denominator);
  const fits = at.every((place) => {
    const ours = value * right[place];
    return (
      Math.abs(numbers[place] - ours) <=
      slack[place] + 1e-9 * Math.abs(ours) + 1e-12 * Math.abs(value * right[largest])
    );
  });
  if (!fits || value === 1) return undefined;
  const text = `${value < 0 ? '-' : ''}${found.numerator}${found.denominator === 1 ? '' : `/${found.denominator}`}`;
  return { text, value };
}

function simple(size: number, near: number): { numerator: number; denominator: number } | undefined {
  if (!(size > 0)) return undefined;
  for (let denominator = 1; denominator <= largestPart; denominator++) {
    const numerator = Math.round(size * denominator);
    const most = denominator === 1 ? largestWhole : largestPart;
    if (numerator >= 1 && numerator <= most && Math.abs(size - numerator / denominator) <= near)
      return { numerator, denominator };
  }
  const denominator = Math.round(1 / size);
  return denominator <= largestWhole && Math.abs(size - 1 / denominator) <= near
    ? { numerator: 1, denominator }
    : undefined;
}
