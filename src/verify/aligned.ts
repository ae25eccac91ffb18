import type { AnsweredArray, AnsweredEntry } from '../answers/answer.ts';
import { BadInput } from '../bad-input.ts';
import { entryCount, indexAt, position, type Shape } from '../index/tensor.ts';
import { storedAxes, type WeightLayout } from '../model/given-values.ts';
import { sizesText } from '../values/given-arrays.ts';

/**
 * The entries of an answer in the order of the tensor, row-major in PyTorch's layout; axes of size 1 may be left out.
 * Undefined where the sizes are those of the tensor in another order: that is a mistake to be named. Throws BadInput
 * where they are not.
 */
export function aligned(
  array: AnsweredArray,
  layout: WeightLayout,
  file: string,
): readonly AnsweredEntry[] | undefined {
  const { entries } = array;
  const { tensor } = array.about;
  const axes = storedOrder(array, layout, file);
  if (!axes || axes.every((axis, at) => axis === at)) return axes && entries;
  const stored = axes.map((axis) => tensor.shape[axis]);
  return Array.from({ length: entryCount(tensor.shape) }, (_, place) => {
    const index = indexAt(tensor.shape, place);
    return entries[
      position(
        stored,
        axes.map((axis) => index[axis]),
      )
    ];
  });
}

/** The axes of the tensor in the order in which the answer has them; undefined and BadInput as above. */
export function storedOrder(
  { about: { tensor }, shape }: Pick<AnsweredArray, 'about' | 'shape'>,
  layout: WeightLayout,
  file: string,
): readonly number[] | undefined {
  const axes = storedAxes(tensor, layout);
  const stored = axes.map((axis) => tensor.shape[axis]);
  if (long(shape).join() !== long(stored).join()) {
    const sorted = long(shape).toSorted((a, b) => a - b);
    if (
      sorted.join() ===
      long(stored)
        .toSorted((a, b) => a - b)
        .join()
    )
      return undefined;
    throw new BadInput(`${file}: ${tensor.name}: found ${sizesText(shape)}, expected ${sizesText(stored)}.`);
  }
  return axes;
}

function long(shape: Shape): number[] {
  return shape.filter((size) => size !== 1);
}
