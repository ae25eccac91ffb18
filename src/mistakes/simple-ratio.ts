import type { AnsweredNumbers } from './fit.ts';

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
