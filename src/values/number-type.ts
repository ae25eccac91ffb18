import Fraction from 'fraction.js';
import { exactDouble } from './exact-double.ts';

/** How one number is stored in a binary file. */
export interface NumberType {
  readonly size: number;
  /** What it was rounded to; whole numbers are not. */
  readonly precision?: Precision;
  /** The typed array of such numbers, where there is one whose entries are doubles or floats. */
  readonly typed?: Float32ArrayConstructor | Float64ArrayConstructor;
  /** The number, or the double nearest to it. */
  double(view: DataView, at: number, littleEndian: boolean): number;
  /** Of whole numbers that a double may not hold. */
  whole?(view: DataView, at: number, littleEndian: boolean): bigint;
}

export type Precision = 'float64' | 'float32' | 'float16' | 'bfloat16';
export type NotFinite = 'NaN' | 'Infinity' | '-Infinity';

/** The exact value; none where it is not finite. */
export function exactly(
  { double, whole }: NumberType,
  view: DataView,
  at: number,
  littleEndian: boolean,
): Fraction | NotFinite {
  if (whole) return new Fraction(whole(view, at, littleEndian));
  const value = double(view, at, littleEndian);
  return exactDouble(value) ?? (value > 0 ? 'Infinity' : value < 0 ? '-Infinity' : 'NaN');
}

export const float64: NumberType = {
  size: 8,
  precision: 'float64',
  typed: Float64Array,
  double: (view, at, little) => view.getFloat64(at, little),
};
export const float32: NumberType = {
  size: 4,
  precision: 'float32',
  typed: Float32Array,
  double: (view, at, little) => view.getFloat32(at, little),
};
/** 1 sign, 5 exponent and 10 fraction bits (IEEE 754 binary16). */
export const float16: NumberType = {
  size: 2,
  precision: 'float16',
  double: (view, at, little) => {
    const bits = view.getUint16(at, little);
    const size = halfSize((bits >> 10) & 31, bits & 1023);
    return bits & 0x8000 ? -size : size;
  },
};

function halfSize(exponent: number, fraction: number): number {
  if (exponent === 31) return fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
}

const widened = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
export const bfloat16: NumberType = {
  size: 2,
  precision: 'bfloat16',
  double: (view, at, little) => {
    widened.setUint32(0, view.getUint16(at, little) * 65536);
    return widened.getFloat32(0);
  },
};
export const int8: NumberType = { size: 1, double: (view, at) => view.getInt8(at) };
export const int16: NumberType = { size: 2, double: (view, at, little) => view.getInt16(at, little) };
export const int32: NumberType = { size: 4, double: (view, at, little) => view.getInt32(at, little) };
export const int64: NumberType = {
  size: 8,
  double: (view, at, little) => Number(view.getBigInt64(at, little)),
  whole: (view, at, little) => view.getBigInt64(at, little),
};
export const uint8: NumberType = { size: 1, double: (view, at) => view.getUint8(at) };
export const uint16: NumberType = { size: 2, double: (view, at, little) => view.getUint16(at, little) };
export const uint32: NumberType = { size: 4, double: (view, at, little) => view.getUint32(at, little) };
export const uint64: NumberType = {
  size: 8,
  double: (view, at, little) => Number(view.getBigUint64(at, little)),
  whole: (view, at, little) => view.getBigUint64(at, little),
};
export const bool: NumberType = { size: 1, double: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) };
