import { BadInput } from '../bad-input.ts';
import { type Affine, affine } from '../index/affine.ts';
import { type Condition, type Range, range } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';
import { arrivingSizes } from './arriving-sizes.ts';
import type { Arriving } from './layer.ts';
import { axisNames, type Dimensions, type Pad } from './option.ts';

/** How a window slides, by axis. Formulas and limits are PyTorch's. */
export interface Sliding {
  readonly kernel_size: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly Pad[];
  readonly dilation: readonly number[];
  readonly ceil_mode: boolean;
}

/** Letters of the output and of the window, by axis. */
const letters: Readonly<Record<Dimensions, readonly (readonly [outer: string, inner: string])[]>> = {
  1: [['i', 'm']],
  2: [
    ['i', 'm'],
    ['j', 'n'],
  ],
  3: [
    ['h', 'l'],
    ['i', 'm'],
    ['j', 'n'],
  ],
};

const wanted: Readonly<Record<Dimensions, string>> = {
  1: 'a sequence [channels, length]',
  2: 'an image [channels, rows, columns]',
  3: 'a volume [channels, depth, rows, columns]',
};

/** Demands channels and as many axes as the window moves along; returns the sizes of those. */
export function spatial(layer: string, dimensions: Dimensions, arriving: Arriving): Shape {
  const { input } = arriving;
  if (input.length === dimensions + 1) return input.slice(1);
  const why = input.length === 1 ? '; put it before Flatten and Linear' : '';
  throw new BadInput(`${layer} needs ${wanted[dimensions]}, but ${arrivingSizes(arriving)} arrives${why}.`);
}

/** Sizes that a sliding window makes of the sizes of the input. */
export function outputSizes(layer: string, sliding: Sliding, sizes: Shape): number[] {
  return sizes.map((_, axis) => alongAxis(layer, sliding, sizes, axis));
}

function alongAxis(layer: string, sliding: Sliding, sizes: Shape, axis: number): number {
  const { kernel_size, stride, padding, dilation, ceil_mode } = sliding;
  const size = sizes[axis];
  const [before, after] = padding[axis];
  // What a dilated kernel spans: d (k - 1) + 1
  const span = dilation[axis] * (kernel_size[axis] - 1) + 1;
  const room = size + before + after - span;
  if (room < 0) {
    const along = sizes.length === 1 ? 'entries' : axisNames[dimensionsOf(sizes)][axis];
    throw new BadInput(
      `${layer} needs at least ${span} ${along} for its window, but ${size} arrive${size === 1 ? 's' : ''}` +
        `${before + after > 0 ? ` (${size + before + after} with padding)` : ''}; ` +
        'make kernel_size or dilation smaller, or padding larger.',
    );
  }
  const count = (ceil_mode ? Math.ceil(room / stride[axis]) : Math.floor(room / stride[axis])) + 1;
  // With ceil_mode a last window that would start beyond the input and its padding before it is dropped.
  return ceil_mode && (count - 1) * stride[axis] >= size + before ? count - 1 : count;
}

function dimensionsOf(sizes: Shape): Dimensions {
  return sizes.length as Dimensions;
}

/** The input subscript under a window: s * i + d * m - p. */
export function windowSubscript({ stride, padding, dilation }: Sliding, axis: number): Affine {
  const [outer, inner] = letters[stride.length as Dimensions][axis];
  return affine(-padding[axis][0], [outer, stride[axis]], [inner, dilation[axis]]);
}

export function windowSubscripts(sliding: Sliding): Affine[] {
  return sliding.stride.map((_, axis) => windowSubscript(sliding, axis));
}

/** 0 <= s * i + d * m - p < size, for each axis where it may fail: in padding, or beyond the end with ceil_mode. */
export function insideImage(sliding: Sliding, sizes: Shape): Condition[] {
  return sizes.flatMap((size, axis) =>
    sliding.padding[axis].some((pad) => pad > 0) || sliding.ceil_mode
      ? [{ value: windowSubscript(sliding, axis), below: size }]
      : [],
  );
}

/** The letters that run over the entries of a window. */
export function windowRanges({ kernel_size }: Sliding): Range[] {
  return kernel_size.map((size, axis) => range(letters[kernel_size.length as Dimensions][axis][1], size));
}

/** The letters that run over the positions of a window. */
export function positionRanges(sizes: Shape): Range[] {
  return sizes.map((size, axis) => range(letters[dimensionsOf(sizes)][axis][0], size));
}
