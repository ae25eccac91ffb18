import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { binaryArray } from './binary-array.ts';
import type { FoundArray, GivenArrays } from './given-arrays.ts';
import { largestHeader } from './limits.ts';
import * as types from './number-type.ts';

const typesByName: ReadonlyMap<string, types.NumberType> = new Map([
  ['F64', types.float64],
  ['F32', types.float32],
  ['F16', types.float16],
  ['BF16', types.bfloat16],
  ['I8', types.int8],
  ['I16', types.int16],
  ['I32', types.int32],
  ['I64', types.int64],
  ['U8', types.uint8],
  ['U16', types.uint16],
  ['U32', types.uint32],
  ['U64', types.uint64],
  ['BOOL', types.bool],
]);

const size = z.int().min(0);
const described = z.object({
  dtype: z.string(),
  shape: z.array(size).max(32),
  data_offsets: z.tuple([size, size]),
});

/** Arrays by name: the length of a header, a header in JSON, the numbers. https://github.com/huggingface/safetensors */
export function readSafetensors(bytes: Uint8Array, file: string): GivenArrays {
  const { header, data } = headerAndData(bytes, file);
  const arrays = new Map<string, FoundArray>();
  for (const [name, description] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const where = `${file}: ${name}`;
    const { success, data: array } = described.safeParse(description);
    if (!success)
      throw new BadInput(
        `${where}: found a header without dtype, shape and data_offsets; the file is damaged.`,
      );
    const type = typesByName.get(array.dtype);
    if (!type) {
      throw new BadInput(
        `${where}: found numbers of type ${JSON.stringify(array.dtype)}, expected one of ${[...typesByName.keys()].join(', ')}.`,
      );
    }
    const [from, to] = array.data_offsets;
    if (from > to || to > data.length)
      throw new BadInput(
        `${where}: found bytes ${from} to ${to} of ${data.length}; the file is cut off or damaged.`,
      );
    const stored = { shape: array.shape, type, littleEndian: true, columnMajor: false };
    arrays.set(name, binaryArray(data.subarray(from, to), stored, where));
  }
  return {
    names: [...arrays.keys()],
    find: (name) => arrays.get(name),
    refuse: (name, message) => new BadInput(`${file}: ${name === undefined ? '' : `${name}: `}${message}`),
  };
}

function headerAndData(
  bytes: Uint8Array,
  file: string,
): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.length < 8)
    throw new BadInput(`${file}: found ${bytes.length} bytes, expected a safetensors file.`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > bytes.length - 8)
    throw new BadInput(
      `${file}: found a header of ${length} bytes in a file of ${bytes.length}; it is cut off, or no safetensors file.`,
    );
  if (length > largestHeader)
    throw new BadInput(`${file}: found a header of ${length} bytes, expected at most ${largestHeader}.`);
  const end = 8 + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, end)));
  } catch {
    header = undefined;
  }
  const map = z.record(z.string(), z.unknown()).safeParse(header);
  if (!map.success)
    throw new BadInput(`${file}: found a header that is no map in JSON; the file is damaged.`);
  return { header: map.data, data: bytes.subarray(end) };
}
