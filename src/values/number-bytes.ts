import type { Shape } from '../index/tensor.ts';

/** An array that is to be written into a binary file. */
export interface WrittenArray {
  readonly shape: Shape;
  /** Row-major. */
  readonly data: ArrayLike<number>;
  /** 32 bits hold every number exactly. */
  readonly single: boolean;
}

const atOnce = 2 ** 16;

export function byteLength({ data, single }: WrittenArray): number {
  return data.length * (single ? 4 : 8);
}

/** The numbers as little-endian bytes, some at a time: what is written need not be in memory twice. */
export function* numberBytes({ data, single }: WrittenArray): Generator<Uint8Array> {
  const size = single ? 4 : 8;
  for (let from = 0; from < data.length; from += atOnce) {
    const count = Math.min(atOnce, data.length - from);
    const view = new DataView(new ArrayBuffer(count * size));
    for (let at = 0; at < count; at++) {
      if (single) view.setFloat32(at * size, data[from + at], true);
      else view.setFloat64(at * size, data[from + at], true);
    }
    yield new Uint8Array(view.buffer);
  }
}
