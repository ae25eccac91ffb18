import Fraction from 'fraction.js';
import { exactDouble } from './exact-double.ts';

/** How one number is stored in a binary file; its value is exact, or none where it is not finite. */
export interface NumberType {
  readonly size: number;
  /** What it was rounded to; whole numbers are not. */
  readonly precision?: Precision;
  /** As a double, where every number of the type is one. */
  readonly double?: ReadDouble;
  read(view: DataView, at: number, littleEndian: boolean): Fraction | NotFinite;
}

type ReadDouble = (view: DataView, at: number, littleEndian: boolean) => number;

export type Precision = 'float64' | 'float32' | 'float16' | 'bfloat16';
export type NotFinite = 'NaN' | 'Infinity' | '-Infinity';

const whole = (value: number | bigint): Fraction => new Fraction(BigInt(value));

function float(size: number, precision: Precision, double: ReadDouble): NumberType {
  return {
    size,
    precision,
    double,
    read: (view, at, little) => {
      const value = double(view, at, little);
      return exactDouble(value) ?? (value > 0 ? 'Infinity' : value < 0 ? '-Infinity' : 'NaN');
    },
  };
}

function integer(size: number, double: ReadDouble): NumberType {
  return { size, double, read: (view, at, little) => whole(double(view, at, little)) };
}

export const float64 = float(8, 'float64', (view, at, little) => view.getFloat64(at, little));
export const float32 = float(4, 'float32', (view, at, little) => view.getFloat32(at, little));
/** 1 sign, 5 exponent and 10 fraction bits (IEEE 754 binary16). */
export const float16 = float(2, 'float16', (view, at, little) => {
  const bits = view.getUint16(at, little);
  const size = halfSize((bits >> 10) & 31, bits & 1023);
  return bits & 0x8000 ? -size : size;
});

function halfSize(exponent: number, fraction: number): number {
  if (exponent === 31) return fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
}

/** The upper half of a float32. */
export const bfloat16 = float(2, 'bfloat16', (view, at, little) => {
  const widened = new DataView(new ArrayBuffer(4));
  widened.setUint32(0, view.getUint16(at, little) * 65536);
  return widened.getFloat32(0);
});
export const int8 = integer(1, (view, at) => view.getInt8(at));
export const int16 = integer(2, (view, at, little) => view.getInt16(at, little));
export const int32 = integer(4, (view, at, little) => view.getInt32(at, little));
export const int64: NumberType = { size: 8, read: (view, at, little) => whole(view.getBigInt64(at, little)) };
export const uint8 = integer(1, (view, at) => view.getUint8(at));
export const uint16 = integer(2, (view, at, little) => view.getUint16(at, little));
export const uint32 = integer(4, (view, at, little) => view.getUint32(at, little));
export const uint64: NumberType = {
  size: 8,
  read: (view, at, little) => whole(view.getBigUint64(at, little)),
};
export const bool = integer(1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1));
