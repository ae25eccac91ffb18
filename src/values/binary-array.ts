import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { entryCount, indexAt, position, type Shape } from '../index/tensor.ts';
import type { FoundArray } from './given-arrays.ts';
import { demandFewNumbers } from './limits.ts';
import type { NotFinite, NumberType } from './number-type.ts';

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
  const stored = () => {
    demandFewNumbers(entryCount(shape), where);
    return read(view, layout);
  };
  return {
    shape,
    entries: () =>
      stored().map((value, place) => {
        if (typeof value !== 'string') return value;
        throw new BadInput(
          `${where}: found NaN or an infinity at [${indexAt(shape, place).join(', ')}], expected a finite number.`,
        );
      }),
    binary: { precision: type.precision, stored },
  };
}

/** Row-major. */
function read(view: DataView, { shape, type, littleEndian, columnMajor }: Stored): (Fraction | NotFinite)[] {
  const reversed = shape.toReversed();
  return Array.from({ length: entryCount(shape) }, (_, place) => {
    // In column-major order the place is that of the reversed index in the reversed shape.
    const at = columnMajor ? position(reversed, indexAt(shape, place).toReversed()) : place;
    return type.read(view, at * type.size, littleEndian);
  });
}
