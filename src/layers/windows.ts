import { BadInput } from '../bad-input.ts';
import { type Affine, affine, type Condition } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import type { Pair } from './option.ts';

/** How a window slides, by axis: rows, then columns. Formulas and limits are PyTorch's. */
export interface Sliding {
  readonly kernel_size: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
  readonly ceil_mode: boolean;
}

export const axes = [0, 1] as const;
type Axis = (typeof axes)[number];

/** Demands [channels, rows, columns]. */
export function imageShape(layer: string, input: Shape): [channels: number, rows: number, columns: number] {
  if (input.length === 3) return [input[0], input[1], input[2]];
  throw new BadInput(
    `${layer} needs an image [channels, rows, columns], but [${input.join(', ')}] arrives; put it before Flatten and Linear.`,
  );
}

/** Rows and columns that a sliding window makes of an image. */
export function outputSize(layer: string, sliding: Sliding, input: Shape): Pair {
  const [, ...sizes] = imageShape(layer, input);
  return [alongAxis(layer, sliding, sizes, 0), alongAxis(layer, sliding, sizes, 1)];
}

function alongAxis(layer: string, sliding: Sliding, sizes: readonly number[], axis: Axis): number {
  const { kernel_size, stride, padding, dilation, ceil_mode } = sliding;
  const size = sizes[axis];
  // What a dilated kernel spans: d (k - 1) + 1
  const span = dilation[axis] * (kernel_size[axis] - 1) + 1;
  const room = size + 2 * padding[axis] - span;
  if (room < 0) {
    const along = axis === 0 ? 'rows' : 'columns';
    throw new BadInput(
      `${layer} needs at least ${span} ${along} for its window, but ${size} arrive${size === 1 ? 's' : ''}` +
        `${padding[axis] > 0 ? ` (${size + 2 * padding[axis]} with padding)` : ''}; ` +
        'make kernel_size or dilation smaller, or padding larger.',
    );
  }
  const count = (ceil_mode ? Math.ceil(room / stride[axis]) : Math.floor(room / stride[axis])) + 1;
  // With ceil_mode a last window that would start beyond the input and its left padding is dropped.
  return ceil_mode && (count - 1) * stride[axis] >= size + padding[axis] ? count - 1 : count;
}

/** The input subscript under a window: s * i + d * m - p. */
export function windowSubscript({ stride, padding, dilation }: Sliding, axis: Axis): Affine {
  const [outer, inner] = axis === 0 ? ['i', 'm'] : ['j', 'n'];
  return affine(-padding[axis], [outer, stride[axis]], [inner, dilation[axis]]);
}

/** 0 <= s * i + d * m - p < size, for each axis where it may fail: in padding, or beyond the end with ceil_mode. */
export function insideImage(sliding: Sliding, input: Shape): Condition[] {
  return axes
    .filter((axis) => sliding.padding[axis] > 0 || sliding.ceil_mode)
    .map((axis) => ({ value: windowSubscript(sliding, axis), below: input[axis + 1] }));
}
