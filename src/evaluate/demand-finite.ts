import { BadInput } from '../bad-input.ts';
import { indexAt, type Shape } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';

/** NaN and infinities have no place in a result: logarithms of negative numbers, roots of them, numbers beyond all doubles. */
export function demandFinite(
  { file }: Pick<Model, 'file'>,
  name: string,
  shape: Shape,
  floats: ArrayLike<number>,
): void {
  for (let place = 0; place < floats.length; place++) {
    if (Number.isFinite(floats[place])) continue;
    const index = indexAt(shape, place).map((at) => at + 1);
    const at = shape.length === 0 ? '' : ` at [${index.join(', ')}]`;
    throw new BadInput(
      `${file}: ${name}${at} has no finite value (${floats[place]}) at these values; look for a root or a logarithm of a number below 0, a division by 0, or numbers that are too large.`,
    );
  }
}
