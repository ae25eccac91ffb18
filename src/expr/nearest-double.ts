import type Fraction from 'fraction.js';

/**
 * The double nearest to a fraction, to within one unit in the last place, also where numerator and denominator are
 * themselves beyond all doubles (the library's own conversion then divides Infinity by Infinity).
 */
export function nearestDouble({ s, n, d }: Fraction): number {
  const direct = Number(n) / Number(d);
  if (Number.isFinite(direct) && Number.isFinite(Number(d))) return Number(s) * direct;
  // n / d = (2^shift n / d) / 2^shift, with a quotient of about 64 bits.
  const shift = 64 - (bits(n) - bits(d));
  const quotient = shift >= 0 ? (n << BigInt(shift)) / d : n / (d << BigInt(-shift));
  // In two steps: 2^-shift itself may be below the smallest double.
  const half = Math.trunc(shift / 2);
  return Number(s) * Number(quotient) * 2 ** -half * 2 ** -(shift - half);
}

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}
