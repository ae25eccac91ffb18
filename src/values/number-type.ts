import Fraction from 'fraction.js';
import { exactDouble } from './exact-double.ts';

/** How one number is stored in a binary file; its value is exact, or none where it is not finite. */
export interface NumberType {
  readonly size: number;
  /** What it was rounded to; whole numbers are not. */
  readonly precision?: Precision;
  read(view: DataView, at: number, littleEndian: boolean): Fraction | NotFinite;
}

export type Precision = 'float64' | 'float32' | 'float16' | 'bfloat16';
export type NotFinite = 'NaN' | 'Infinity' | '-Infinity';

const whole = (value: number | bigint): Fraction => new Fraction(BigInt(value));

function float(value: number): Fraction | NotFinite {
  return exactDouble(value) ?? (value > 0 ? 'Infinity' : value < 0 ? '-Infinity' : 'NaN');
}

export const float64: NumberType = {
  size: 8,
  precision: 'float64',
  read: (view, at, little) => float(view.getFloat64(at, little)),
};
export const float32: NumberType = {
  size: 4,
  precision: 'float32',
  read: (view, at, little) => float(view.getFloat32(at, little)),
};
/** 1 sign, 5 exponent and 10 fraction bits (IEEE 754 binary16). */
export const float16: NumberType = {
  size: 2,
  precision: 'float16',
  read: (view, at, little) => {
    const bits = view.getUint16(at, little);
    const size = halfSize((bits >> 10) & 31, bits & 1023);
    return float(bits & 0x8000 ? -size : size);
  },
};

function halfSize(exponent: number, fraction: number): number {
  if (exponent === 31) return fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
}

/** The upper half of a float32. */
export const bfloat16: NumberType = {
  size: 2,
  precision: 'bfloat16',
  read: (view, at, little) => {
    const widened = new DataView(new ArrayBuffer(4));
    widened.setUint32(0, view.getUint16(at, little) * 65536);
    return float(widened.getFloat32(0));
  },
};
export const int8: NumberType = { size: 1, read: (view, at) => whole(view.getInt8(at)) };
export const int16: NumberType = { size: 2, read: (view, at, little) => whole(view.getInt16(at, little)) };
export const int32: NumberType = { size: 4, read: (view, at, little) => whole(view.getInt32(at, little)) };
export const int64: NumberType = { size: 8, read: (view, at, little) => whole(view.getBigInt64(at, little)) };
export const uint8: NumberType = { size: 1, read: (view, at) => whole(view.getUint8(at)) };
export const uint16: NumberType = { size: 2, read: (view, at, little) => whole(view.getUint16(at, little)) };
export const uint32: NumberType = { size: 4, read: (view, at, little) => whole(view.getUint32(at, little)) };
export const uint64: NumberType = {
  size: 8,
  read: (view, at, little) => whole(view.getBigUint64(at, little)),
};
export const bool: NumberType = { size: 1, read: (view, at) => whole(view.getUint8(at) === 0 ? 0 : 1) };
