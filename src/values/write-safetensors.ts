import type { Shape } from '../index/tensor.ts';

interface WrittenArray {
  readonly shape: Shape;
  readonly data: ArrayLike<number>;
  /** 32 bits hold every number exactly. */
  readonly single: boolean;
}

/** Arrays by name as a safetensors file: https://github.com/huggingface/safetensors */
export function writeSafetensors(arrays: ReadonlyMap<string, WrittenArray>): Uint8Array {
  const header: Record<string, unknown> = {};
  let at = 0;
  for (const [name, { shape, data, single }] of arrays) {
    const end = at + data.length * (single ? 4 : 8);
    header[name] = { dtype: single ? 'F32' : 'F64', shape, data_offsets: [at, end] };
    at = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Numbers begin at a multiple of 8.
  const padded = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded + at).fill(0x20, 8, 8 + padded);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.set(text, 8);
  let place = 8 + padded;
  for (const { data, single } of arrays.values()) {
    for (let at = 0; at < data.length; at++) {
      if (single) view.setFloat32(place, data[at], true);
      else view.setFloat64(place, data[at], true);
      place += single ? 4 : 8;
    }
  }
  return bytes;
}
