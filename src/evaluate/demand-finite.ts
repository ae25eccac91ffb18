import { BadInput } from '../bad-input.ts';
import { type Tensor, writtenIndex } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';

/** NaN and infinities have no place in a result: logarithms of negative numbers, roots of them, numbers beyond all doubles. */
export function demandFinite(
  { file }: Pick<Model, 'file'>,
  array: Pick<Tensor, 'name' | 'shape' | 'hiddenAxis'>,
  floats: Float64Array | readonly number[],
): void {
  const place = floats.findIndex((value: number) => !Number.isFinite(value));
  if (place < 0) return;
  const at = array.shape.length === 0 ? '' : ` at [${writtenIndex(array, place).join(', ')}]`;
  throw new BadInput(
    `${file}: ${array.name}${at} has no finite value (${floats[place]}) at these values; look for a root or a logarithm of a number below 0, a division by 0, or numbers that are too large.`,
  );
}
