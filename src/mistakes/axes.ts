import { entryCount, indexAt, position, type Shape } from '../index/tensor.ts';

/** Numbers, row-major in a shape. */
export interface ShapedNumbers {
  readonly shape: Shape;
  readonly numbers: Float64Array;
}

/** The array whose axis number k is axis number axes[k] of the given one. */
export function permuted({ shape, numbers }: ShapedNumbers, axes: readonly number[]): ShapedNumbers {
  const others = axes.map((axis) => shape[axis]);
  const strides = axes.map((axis) => entryCount(shape.slice(axis + 1)));
  const moved = new Float64Array(numbers.length);
  const index = new Int32Array(axes.length);
  let from = 0;
  for (let place = 0; place < moved.length; place++) {
    moved[place] = numbers[from];
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < others[axis]) break;
      from -= strides[axis] * others[axis];
      index[axis] = 0;
    }
  }
  return { shape: others, numbers: moved };
}

/** The numbers of one shape with two axes swapped; the shape must be the same again. */
export function swapped(numbers: Float64Array, shape: Shape, first: number, second: number): Float64Array {
  const axes = shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis));
  return permuted({ shape, numbers }, axes).numbers;
}

/** The numbers with the order along some axes turned round: by 180 degrees along two. */
export function turned(numbers: Float64Array, shape: Shape, axes: readonly number[]): Float64Array {
  return numbers.map((_, place) => {
    const index = indexAt(shape, place);
    for (const axis of axes) index[axis] = shape[axis] - 1 - index[axis];
    return numbers[position(shape, index)];
  });
}

/** The numbers where the index is admitted, and 0 elsewhere. */
export function onlyAt(
  numbers: Float64Array,
  shape: Shape,
  admits: (index: readonly number[]) => boolean,
): Float64Array {
  return numbers.map((number, place) => (admits(indexAt(shape, place)) ? number : 0));
}

/** Sizes without the axes of size 1, which may be left out. */
export function long(shape: Shape): string {
  return shape.filter((size) => size !== 1).join();
}

/** All orders of axes. */
export function orders(axes: readonly number[]): number[][] {
  if (axes.length === 0) return [[]];
  return axes.flatMap((first) =>
    orders(axes.filter((axis) => axis !== first)).map((rest) => [first, ...rest]),
  );
}
