import { type Affine, rowMajor, shifted } from '../index/affine.ts';
import type { Range } from '../index/formula.ts';
import type { Border, Operand } from './contraction.ts';

/** The sizes of an array with its borders. */
export function borderedShape({ entry: { tensor }, borders }: Operand): number[] {
  return tensor.shape.map((size, axis) => {
    const { before, after }: Border = borders?.[axis] ?? { before: 0, after: 0 };
    return before + size + after;
  });
}

/** The row-major place of an entry in its array with its borders. */
export function placeIn(operand: Operand): Affine {
  const { entry, borders } = operand;
  const subscripts = entry.subscripts.map((form, axis) => shifted(form, borders?.[axis].before ?? 0));
  return rowMajor(borderedShape(operand), subscripts);
}

/** What these letters add to a place, for all of their values, the last letter fastest. */
export function offsetsOf({ terms }: Affine, letters: readonly Range[]): Int32Array {
  let offsets = Int32Array.of(0);
  for (const { letter, size } of letters) {
    const coefficient = terms.find((term) => term.letter === letter)?.coefficient ?? 0;
    const next = new Int32Array(offsets.length * size);
    for (let at = 0; at < next.length; at++)
      next[at] = offsets[Math.floor(at / size)] + coefficient * (at % size);
    offsets = next;
  }
  return offsets;
}

/** Whether each is one more than the one before it. */
export function isContiguous(offsets: Int32Array): boolean {
  return offsets.every((offset, at) => offset === at);
}
