/** A named array of the model: the input, a parameter, a layer's output, a target. */
export interface Tensor {
  readonly name: string;
  readonly shape: Shape;
  readonly role: Role;
  /** The axis, of size 1, that no author wrote: the channel of an image that was given as rows and columns. */
  readonly hiddenAxis?: number;
}

/** PyTorch's axis order, a batch axis in front where there is one: [C, H, W] for images, [out, in/groups, kh, kw] for filters; [] is a scalar. */
export type Shape = readonly number[];

/** A scale is learned as a weight is, but is none: the slope of PReLU, the gamma of a normalization. Constants are given and not learned. */
export type Role =
  | 'input'
  | 'weight'
  | 'scale'
  | 'bias'
  | 'constant'
  | 'output'
  | 'target'
  | 'upstream'
  | 'loss';

/** How many entries an array of this shape has; 1 for a scalar. */
export function entryCount(shape: Shape): number {
  return shape.reduce((count, size) => count * size, 1);
}

/** Row-major position of `index` (from 0) in an array of this shape. */
export function position(shape: Shape, index: readonly number[]): number {
  return index.reduce((place, at, axis) => place * shape[axis] + at, 0);
}

/** The index (from 0) of the entry at a row-major position. */
export function indexAt(shape: Shape, place: number): number[] {
  const index = new Array<number>(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = place % shape[axis];
    place = Math.floor(place / shape[axis]);
  }
  return index;
}

/** The sizes as the author wrote them. */
export function writtenShape({ shape, hiddenAxis }: Pick<Tensor, 'shape' | 'hiddenAxis'>): Shape {
  return hiddenAxis === undefined ? shape : shape.toSpliced(hiddenAxis, 1);
}

/** The index of an entry along the axes that the author wrote, from 1: for a sentence. */
export function writtenIndex(
  { shape, hiddenAxis }: Pick<Tensor, 'shape' | 'hiddenAxis'>,
  place: number,
): number[] {
  const index = indexAt(shape, place).map((at) => at + 1);
  return hiddenAxis === undefined ? index : index.toSpliced(hiddenAxis, 1);
}
