import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { entryCount, indexAt, type Shape } from '../index/tensor.ts';
import type { Doubles } from './exact-array.ts';
import type { FoundArray } from './given-arrays.ts';
import { inOrder, stridesOf } from './in-order.ts';
import { demandFewDoubles, demandFewNumbers } from './limits.ts';
import { exactly, type NotFinite, type NumberType } from './number-type.ts';

/** Numbers in a binary file. */
interface Stored {
  readonly shape: Shape;
  readonly type: NumberType;
  readonly littleEndian: boolean;
  /** The first axis runs fastest. */
  readonly columnMajor: boolean;
}

const mostAxes = 32;
const isLittleEndianMachine = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The array in these bytes, which have to be as many as it says. `where` stands in front of messages: "x.npy: W". */
export function binaryArray(bytes: Uint8Array, layout: Stored, where: string): FoundArray {
  const { shape, type } = layout;
  if (shape.length > mostAxes)
    throw new BadInput(`${where}: found ${shape.length} axes, expected at most ${mostAxes}.`);
  const count = entryCount(shape);
  const wanted = count * type.size;
  if (wanted !== bytes.length) {
    throw new BadInput(
      `${where}: found ${bytes.length} bytes of numbers, expected ${wanted} for [${shape.join(', ')}]; the file is cut off or damaged.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stored = () => {
    demandFewNumbers(count, where);
    return rowMajor(layout, new Array<Fraction | NotFinite>(count), (at) =>
      exactly(type, view, at, layout.littleEndian),
    );
  };
  const doubles = () => {
    demandFewDoubles(count, where);
    return doublesIn(bytes, view, layout);
  };
  const notFinite = (place: number) =>
    new BadInput(
      `${where}: found NaN or an infinity at [${indexAt(shape, place).join(', ')}], expected a finite number.`,
    );
  return {
    shape,
    entries: () =>
      stored().map((value, place) => {
        if (typeof value !== 'string') return value;
        throw notFinite(place);
      }),
    doubles: () => {
      const found = doubles();
      for (let place = 0; place < found.length; place++)
        if (!Number.isFinite(found[place])) throw notFinite(place);
      return found;
    },
    binary: { precision: type.precision, stored, doubles },
  };
}

/** The bytes themselves, where the machine stores numbers as the file does. */
function doublesIn(bytes: Uint8Array, view: DataView, layout: Stored): Doubles {
  const { shape, type, littleEndian, columnMajor } = layout;
  const { typed } = type;
  const isAligned = bytes.byteOffset % type.size === 0;
  if (typed && isAligned && !columnMajor && littleEndian === isLittleEndianMachine)
    return new typed(bytes.buffer as ArrayBuffer, bytes.byteOffset, entryCount(shape));
  const numbers = typed === Float32Array ? Float32Array : Float64Array;
  return rowMajor(layout, new numbers(entryCount(shape)), (at) => type.double(view, at, littleEndian));
}

/** Fills `into` with what `read` finds at the bytes of each entry, row-major. */
function rowMajor<Value, Into extends { [place: number]: Value }>(
  { shape, type, columnMajor }: Stored,
  into: Into,
  read: (at: number) => Value,
): Into {
  const axes = shape.map((_, axis) => axis);
  let place = 0;
  inOrder(shape, stridesOf(shape, columnMajor ? axes.toReversed() : axes), (at) => {
    into[place++] = read(at * type.size);
  });
  return into;
}
