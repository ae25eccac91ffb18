import Fraction from 'fraction.js';

const bytes = new DataView(new ArrayBuffer(8));

/** What a double means exactly: a whole number times a power of two. Undefined where it is not finite. */
export function exactDouble(value: number): Fraction | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Number.isSafeInteger(value)) return new Fraction(BigInt(value));
  bytes.setFloat64(0, value);
  const bits = bytes.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  // value = +-mantissa * 2^scale; numbers below the smallest normal one lack the leading 1
  const mantissa = exponent === 0 ? fraction : fraction | 0x10_0000_0000_0000n;
  const scale = (exponent === 0 ? 1 : exponent) - 1075;
  const signed = value < 0 ? -mantissa : mantissa;
  return scale >= 0 ? new Fraction(signed << BigInt(scale)) : new Fraction(signed, 1n << BigInt(-scale));
}
