import type { Shape } from '../index/tensor.ts';

/**
 * Visits entries that are stored in another order, row-major: `strides` says how far apart neighbours along each axis
 * are stored, `at` where an entry is.
 */
export function inOrder(shape: Shape, strides: readonly number[], visit: (at: number) => void): void {
  const walk = (axis: number, from: number): void => {
    if (axis === shape.length) visit(from);
    else for (let index = 0, at = from; index < shape[axis]; index++, at += strides[axis]) walk(axis + 1, at);
  };
  // (9007199254740991, 0) has no entries, and would be walked for ever.
  if (!shape.includes(0)) walk(0, 0);
}

/** Row-major, where axis a of the array is axis axes[a] of the shape: the stride of each axis of the shape. */
export function stridesOf(shape: Shape, axes: readonly number[]): number[] {
  const strides: number[] = [];
  axes.reduceRight((stride, axis) => {
    strides[axis] = stride;
    return stride * shape[axis];
  }, 1);
  return strides;
}
