import { BadInput } from '../bad-input.ts';
import { binaryArray } from './binary-array.ts';
import type { FoundArray, GivenArrays } from './given-arrays.ts';
import { largestHeader } from './limits.ts';
import * as types from './number-type.ts';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** By kind and size, as NumPy writes them: "f8". */
const typesByName: ReadonlyMap<string, types.NumberType> = new Map([
  ['f8', types.float64],
  ['f4', types.float32],
  ['f2', types.float16],
  ['i1', types.int8],
  ['i2', types.int16],
  ['i4', types.int32],
  ['i8', types.int64],
  ['u1', types.uint8],
  ['u2', types.uint16],
  ['u4', types.uint32],
  ['u8', types.uint64],
  ['b1', types.bool],
]);

/** One array of NumPy, without a name: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
export function readNpy(bytes: Uint8Array, file: string): GivenArrays {
  const found = npyArray(bytes, file);
  return {
    names: [''],
    nameless: true,
    find: () => found,
    refuse: (_, message) => new BadInput(`${file}: ${message}`),
  };
}

/** The magic word, a version, the length of a header that is a Python dictionary, then the numbers. */
export function npyArray(bytes: Uint8Array, where: string): FoundArray {
  if (bytes.length < 10 || magic.some((byte, at) => bytes[at] !== byte))
    throw new BadInput(`${where}: not an array of NumPy, expected a file that begins with "\\x93NUMPY".`);
  const version = bytes[6];
  if (version < 1 || version > 3)
    throw new BadInput(`${where}: found version ${version} of NumPy's format, expected 1, 2 or 3.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : bytes.length < 12 ? 0 : view.getUint32(8, true);
  if (length > largestHeader)
    throw new BadInput(`${where}: found a header of ${length} bytes, expected at most ${largestHeader}.`);
  if (start + length > bytes.length)
    throw new BadInput(
      `${where}: found a header of ${length} bytes in a file of ${bytes.length}; it is cut off.`,
    );
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  return binaryArray(bytes.subarray(start + length), headerOf(header, where), where);
}

function headerOf(header: string, where: string) {
  const descr = /'descr'\s*:\s*'([<>|=]?)([a-zA-Z]\d*)'/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header);
  const shape = /'shape'\s*:\s*\(([\d\s,]{0,400})\)/.exec(header);
  if (/'descr'\s*:\s*'[<>|=]?O/.test(header))
    throw new BadInput(`${where}: found an array of Python objects, expected numbers.`);
  const type = descr ? typesByName.get(descr[2]) : undefined;
  if (descr && !type) {
    throw new BadInput(
      `${where}: found numbers of type "${descr[2]}", expected one of ${[...typesByName.keys()].join(', ')}.`,
    );
  }
  if (!descr || !type || !order || !shape)
    throw new BadInput(
      `${where}: found a header without descr, fortran_order and shape; the file is damaged.`,
    );
  const sizes = shape[1]
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '');
  return {
    shape: sizes.map(Number),
    type,
    littleEndian: descr[1] !== '>',
    columnMajor: order[1] === 'True',
  };
}
