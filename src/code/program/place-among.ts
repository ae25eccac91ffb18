import type { Affine, Range } from '../../index/formula.ts';

/** Row-major place of a member among all combinations of letters. */
export function placeAmong(over: readonly Range[]): Affine {
  let stride = 1;
  const terms = over.toReversed().map(({ letter, size }) => {
    const term = { letter, coefficient: stride };
    stride *= size;
    return term;
  });
  return { constant: 0, terms: terms.toReversed() };
}
