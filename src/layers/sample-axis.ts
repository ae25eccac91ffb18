import { BadInput } from '../bad-input.ts';
import type { Arriving } from './layer.ts';

/** The axis of one sample (from 0) that the option `dim` means; the first that the author wrote if it says nothing. */
export function sampleAxis(
  layer: string,
  dim: number | undefined,
  { input, batch, hidden }: Pick<Arriving, 'input' | 'batch' | 'hidden'>,
): number {
  const first = hidden ? 1 : 0;
  if (dim === undefined) return first;
  const before = batch === undefined ? 0 : 1;
  const axes = input.length - first + before;
  const axis = (dim < 0 ? dim + axes : dim) - before + first;
  if (axis >= first && axis < input.length) return axis;
  if (axis === first - 1 && before === 1)
    throw new BadInput(
      `${layer} found dim ${dim}, which is the batch axis, expected an axis of the samples.`,
    );
  throw new BadInput(
    `${layer} found dim ${dim}, expected one from ${-axes} to ${axes - 1}: what arrives has ${axes} ${axes === 1 ? 'axis' : 'axes'}.`,
  );
}
