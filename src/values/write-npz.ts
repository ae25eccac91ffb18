import { zipSync } from 'fflate';
import { entryCount, type Shape } from '../index/tensor.ts';

interface FloatArray {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** Arrays by name as NumPy's savez writes them, in float64: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
export function writeNpz(arrays: ReadonlyMap<string, FloatArray>): Uint8Array {
  const files = Array.from(arrays, ([name, array]) => [`${name}.npy`, npy(array)] as const);
  // A date of its own would make every run another file.
  return zipSync(Object.fromEntries(files), { level: 0, mtime: new Date(1980, 0, 1) });
}

function npy({ shape, data }: FloatArray): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const description = `{'descr': '<f8', 'fortran_order': False, 'shape': (${sizes}), }`;
  // The magic word, the version and the length are 10 bytes; numbers begin at a multiple of 64.
  const length = Math.ceil((10 + description.length + 1) / 64) * 64 - 10;
  const header = new TextEncoder().encode(`${description.padEnd(length - 1)}\n`);
  const bytes = new Uint8Array(10 + length + 8 * entryCount(shape));
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 255, length >> 8]);
  bytes.set(header, 10);
  const view = new DataView(bytes.buffer);
  for (const [place, value] of data.entries()) view.setFloat64(10 + length + 8 * place, value, true);
  return bytes;
}
