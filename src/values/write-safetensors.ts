import { byteLength, numberBytes, type WrittenArray } from './number-bytes.ts';

/** Arrays by name as a safetensors file: https://github.com/huggingface/safetensors */
export function writeSafetensors(arrays: ReadonlyMap<string, WrittenArray>): Uint8Array {
  const parts = [...safetensorsParts(arrays)];
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => {
    bytes.set(part, at);
    return at + part.length;
  }, 0);
  return bytes;
}

/** The bytes of such a file one part after the other. */
export function* safetensorsParts(arrays: ReadonlyMap<string, WrittenArray>): Generator<Uint8Array> {
  const header: Record<string, unknown> = {};
  let at = 0;
  for (const [name, array] of arrays) {
    const end = at + byteLength(array);
    header[name] = { dtype: array.single ? 'F32' : 'F64', shape: array.shape, data_offsets: [at, end] };
    at = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Numbers begin at a multiple of 8.
  const padded = Math.ceil(text.length / 8) * 8;
  const head = new Uint8Array(8 + padded).fill(0x20, 8);
  new DataView(head.buffer).setBigUint64(0, BigInt(padded), true);
  head.set(text, 8);
  yield head;
  for (const array of arrays.values()) yield* numberBytes(array);
}
