import { indexAt, type Shape, type Tensor } from '../index/tensor.ts';
import { num, sym } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';

/**
 * The axes that subscripts show: those with more than one entry, the last two of an image or a filter together. So a
 * 1x3x3 image is I_{ij}, a pooled single number is p, a filter bank is W_{fcmn}.
 */
export function shownAxes(shape: Shape): number[] {
  const image = shape.length >= 3 && (shape[shape.length - 1] > 1 || shape[shape.length - 2] > 1);
  return shape.flatMap((size, axis) => (size > 1 || (image && axis >= shape.length - 2) ? [axis] : []));
}

/** The name of one entry, from one subscript an axis: W_{mn}, o_{11}. */
export function subscripted(tensor: Tensor, subscripts: readonly Notation[]): Notation {
  return sym(tensor.name, ...shownAxes(tensor.shape).map((axis) => subscripts[axis]));
}

/** The name of the entry at a row-major position, counted from 1 as on the page. */
export function entryName(tensor: Tensor, place: number): Notation {
  return subscripted(tensor, entrySubscripts(tensor.shape, place));
}

/** All subscripts (from 1) of the entry at a row-major position. */
export function entrySubscripts(shape: Shape, place: number): Notation[] {
  return indexAt(shape, place).map((at) => num(at + 1));
}
