import Fraction from 'fraction.js';
import { nearestDouble } from '../expr/nearest-double.ts';

/**
 * A fraction as one divides: 3, 1 / 4, a short decimal such as 0.044715 (0.1 where it stands alone), otherwise 2 / 3.
 * In double precision this order of operations is what a number in code means.
 */
export function digitsOf(
  value: Fraction,
  alone: boolean,
): { readonly above: string; readonly below: string } {
  const double = nearestDouble(value);
  const decimal = String(double);
  const isShort = decimal.length <= 9 && new Fraction(decimal).equals(value);
  if (value.d === 1n || (isShort && (alone || value.n !== 1n))) return { above: decimal, below: '1' };
  const exact = Number.isSafeInteger(Number(value.n)) && Number.isSafeInteger(Number(value.d));
  return exact ? { above: String(value.n), below: String(value.d) } : { above: decimal, below: '1' };
}
