import { indexAt, type Shape, type Tensor } from '../index/tensor.ts';
import { num } from '../notation/build.ts';
import type { Notation, SymbolRole } from '../notation/notation.ts';

/**
 * The axes that subscripts show: those with more than one entry, the last two of an image or a filter together. So a
 * 1x3x3 image is I_{ij}, a pooled single number is p, a filter bank is W_{fcmn}.
 */
export function shownAxes(shape: Shape): number[] {
  const image = shape.length >= 3 && (shape[shape.length - 1] > 1 || shape[shape.length - 2] > 1);
  return shape.flatMap((size, axis) => (size > 1 || (image && axis >= shape.length - 2) ? [axis] : []));
}

/** How subscripts count, and which axes they show in which order. */
export interface Counting {
  /** The subscript of the first entry along an axis. */
  readonly base: 0 | 1;
  axes(tensor: Tensor): readonly number[];
}

/** From 1, rows before columns. */
export const usualCounting: Counting = { base: 1, axes: ({ shape }) => shownAxes(shape) };

/** A tensor by its name: the whole of it, a part with some subscripts, or with all of them an entry. */
export function symbolOf(tensor: Tensor, ...subscripts: Notation[]): Notation {
  return { kind: 'symbol', name: tensor.name, subscripts, role: roleOf(tensor, subscripts) };
}

function roleOf({ name, shape, role }: Tensor, subscripts: readonly Notation[]): SymbolRole {
  if (role === 'loss') return { kind: 'loss' };
  const axes = shownAxes(shape).length;
  // A colon stands for a whole axis.
  const fixed = subscripts.filter(({ kind }) => kind !== 'words').length;
  return { kind: axes === 0 ? 'number' : fixed < axes ? 'array' : 'entry', array: name };
}

/** The name of one entry, from one subscript an axis: W_{mn}, o_{11}. */
export function subscripted(
  tensor: Tensor,
  subscripts: readonly Notation[],
  { axes }: Pick<Counting, 'axes'> = usualCounting,
): Notation {
  return symbolOf(tensor, ...axes(tensor).map((axis) => subscripts[axis]));
}

/** The name of the entry at a row-major position. */
export function entryName(tensor: Tensor, place: number, counting = usualCounting): Notation {
  return subscripted(tensor, entrySubscripts(tensor.shape, place, counting), counting);
}

/** All subscripts of the entry at a row-major position, one an axis. */
export function entrySubscripts(
  shape: Shape,
  place: number,
  { base }: Pick<Counting, 'base'> = usualCounting,
): Notation[] {
  return indexAt(shape, place).map((at) => num(at + base));
}
