import Fraction from 'fraction.js';
import { exactDouble } from './exact-double.ts';

/** How one number is stored in a binary file; its value is exact. Undefined where it is not finite. */
export interface NumberType {
  readonly size: number;
  read(view: DataView, at: number, littleEndian: boolean): Fraction | undefined;
}

const whole = (value: number | bigint): Fraction => new Fraction(BigInt(value));

export const float64: NumberType = {
  size: 8,
  read: (view, at, little) => exactDouble(view.getFloat64(at, little)),
};
export const float32: NumberType = {
  size: 4,
  read: (view, at, little) => exactDouble(view.getFloat32(at, little)),
};
/** 1 sign, 5 exponent and 10 fraction bits (IEEE 754 binary16). */
export const float16: NumberType = {
  size: 2,
  read: (view, at, little) => {
    const bits = view.getUint16(at, little);
    const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
    if (exponent === 31) return undefined;
    const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
    return exactDouble(bits & 0x8000 ? -size : size);
  },
};
/** The upper half of a float32. */
export const bfloat16: NumberType = {
  size: 2,
  read: (view, at, little) => {
    const widened = new DataView(new ArrayBuffer(4));
    widened.setUint32(0, view.getUint16(at, little) * 65536);
    return exactDouble(widened.getFloat32(0));
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
