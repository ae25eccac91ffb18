import { Zip, ZipPassThrough } from 'fflate';
import { numberBytes, type WrittenArray } from './number-bytes.ts';

/** The same arrays give the same bytes at any time. */
const date = new Date(1980, 0, 1);

/** The bytes of arrays by name as NumPy's savez writes them, one part after the other: a zip file without compression. */
export function* npzParts(arrays: ReadonlyMap<string, WrittenArray>): Generator<Uint8Array> {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  for (const [name, array] of arrays) {
    const entry = new ZipPassThrough(`${name}.npy`);
    entry.mtime = date;
    zip.add(entry);
    entry.push(npyHeader(array));
    for (const bytes of numberBytes(array)) {
      entry.push(bytes);
      yield* parts.splice(0);
    }
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  yield* parts;
}

/** Version 1: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
function npyHeader({ shape, single }: WrittenArray): Uint8Array {
  const sizes = shape.map((size) => `${size},`).join(' ');
  const text = `{'descr': '<f${single ? 4 : 8}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = 10;
  // Blanks and a line end, so that the numbers begin at a multiple of 64.
  const length = Math.ceil((start + text.length + 1) / 64) * 64 - start;
  const header = new Uint8Array(start + length);
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(header.buffer).setUint16(8, length, true);
  header.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), start);
  return header;
}
