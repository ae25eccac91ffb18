/** Half the distance between the two points: exact in binary, and near the cube root of the rounding unit. */
export const halfStep = 2 ** -17;

interface CentralDifference {
  /** (f(x + h) - f(x - h)) / 2h */
  readonly estimate: number;
  /** The slopes on the two sides differ, so that x is at (or next to) a kink or a tie and the estimate means nothing. */
  readonly bent: boolean;
}

/**
 * The derivative of a function by each of these numbers, estimated from values alone. An independent check: it knows
 * nothing of how the gradient was derived. `at` is its value where `by` is added to one of them.
 */
export function centralDifferences<Entry>(
  entries: readonly Entry[],
  at: (moved: Entry, by: number) => number,
): CentralDifference[] {
  if (entries.length === 0) return [];
  const here = at(entries[0], 0);
  return entries.map((entry) => {
    const [above, below] = [at(entry, halfStep), at(entry, -halfStep)];
    const estimate = (above - below) / (2 * halfStep);
    const [right, left] = [(above - here) / halfStep, (here - below) / halfStep];
    // For a smooth f the one-sided slopes differ by h f''; a bend differs by its size whatever h is.
    const bent = Math.abs(right - left) > 1e-3 * Math.max(1, Math.abs(right), Math.abs(left));
    return { estimate, bent };
  });
}
