import { BadInput } from '../bad-input.ts';
import { entryCount, indexAt, position, type Shape } from '../index/tensor.ts';
import type { Floats } from './exact-array.ts';
import type { FoundArray } from './given-arrays.ts';
import { demandFewNumbers } from './limits.ts';
import { float32, float64, type NumberType } from './number-type.ts';

/** Numbers in a binary file. */
interface Stored {
  readonly shape: Shape;
  readonly type: NumberType;
  readonly littleEndian: boolean;
  /** The first axis runs fastest. */
  readonly columnMajor: boolean;
}

const mostAxes = 32;

/** The array in these bytes, which have to be as many as it says. `where` stands in front of messages: "x.npy: W". */
export function binaryArray(bytes: Uint8Array, layout: Stored, where: string): FoundArray {
  const { shape, type } = layout;
  if (shape.length > mostAxes)
    throw new BadInput(`${where}: found ${shape.length} axes, expected at most ${mostAxes}.`);
  const wanted = entryCount(shape) * type.size;
  if (wanted !== bytes.length) {
    throw new BadInput(
      `${where}: found ${bytes.length} bytes of numbers, expected ${wanted} for [${shape.join(', ')}]; the file is cut off or damaged.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const placeOf = placesOf(layout);
  const stored = () => {
    demandFewNumbers(entryCount(shape), where);
    return Array.from({ length: entryCount(shape) }, (_, place) =>
      type.read(view, placeOf(place) * type.size, layout.littleEndian),
    );
  };
  const notFinite = (place: number): BadInput =>
    new BadInput(
      `${where}: found NaN or an infinity at [${indexAt(shape, place).join(', ')}], expected a finite number.`,
    );
  const { double } = type;
  return {
    shape,
    entries: () =>
      stored().map((value, place) => {
        if (typeof value !== 'string') return value;
        throw notFinite(place);
      }),
    binary: {
      precision: type.precision,
      stored,
      ...(double && {
        floats: () => {
          const found =
            asStored(bytes, layout) ??
            new Float64Array(entryCount(shape)).map((_, place) =>
              double(view, placeOf(place) * type.size, layout.littleEndian),
            );
          const wrong = found.findIndex((value) => !Number.isFinite(value));
          if (wrong >= 0) throw notFinite(wrong);
          return found;
        },
      }),
    },
  };
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The numbers where they lie, if this machine has them so: nothing is copied. */
function asStored(
  { buffer, byteOffset }: Uint8Array,
  { shape, type, littleEndian, columnMajor }: Stored,
): Floats | undefined {
  const lie = littleEndian === isLittleEndian && !columnMajor && byteOffset % type.size === 0;
  if (!lie || !(buffer instanceof ArrayBuffer)) return undefined;
  if (type === float64) return new Float64Array(buffer, byteOffset, entryCount(shape));
  return type === float32 ? new Float32Array(buffer, byteOffset, entryCount(shape)) : undefined;
}

/** Where the entry at a row-major place lies. */
function placesOf({ shape, columnMajor }: Stored): (place: number) => number {
  if (!columnMajor) return (place) => place;
  // In column-major order the place is that of the reversed index in the reversed shape.
  const reversed = shape.toReversed();
  return (place) => position(reversed, indexAt(shape, place).toReversed());
}
