import Fraction from 'fraction.js';
import { mostDigits, powerDigits } from './digits.ts';

/**
 * base ^ exponent where that is rational and not too long to be worked with, else null. The library's own power factorizes numerator and denominator for
 * a root, which takes seconds for numbers of some digits; whether a number is a perfect power is found by its root.
 */
export function exactPower(base: Fraction, exponent: Fraction): Fraction | null {
  if (base.equals(0)) return exponent.s < 0n ? null : exponent.equals(0) ? new Fraction(1) : base;
  if (powerDigits(base, exponent) > mostDigits) return null;
  if (exponent.d === 1n) return base.pow(exponent);
  if (base.s < 0n) return null;
  const over = perfectRoot(base.n, exponent.d);
  const under = over === undefined ? undefined : perfectRoot(base.d, exponent.d);
  if (over === undefined || under === undefined) return null;
  return new Fraction(over, under).pow(new Fraction(exponent.s * exponent.n));
}

/** r with r^degree = value, if there is one. */
function perfectRoot(value: bigint, degree: bigint): bigint | undefined {
  if (value < 2n) return value;
  const bits = BigInt(value.toString(2).length);
  // 1 < root < 2
  if (degree >= bits) return undefined;
  const root = wholeRoot(value, degree, bits);
  return root ** degree === value ? root : undefined;
}

/** The whole part of the root, by Newton's method from above. */
function wholeRoot(value: bigint, degree: bigint, bits: bigint): bigint {
  let root = 1n << (bits / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}
