import type { Affine } from '../index/affine.ts';
import { letter, rowMajor } from '../index/affine.ts';
import type { Range } from '../index/formula.ts';

/** Row-major place of a member among all combinations of letters. */
export function placeAmong(over: readonly Range[]): Affine {
  return rowMajor(
    over.map(({ size }) => size),
    over.map((range) => letter(range.letter)),
  );
}
