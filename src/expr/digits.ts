import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';

/** Digits above or below the fraction bar: an operation on such numbers takes a tenth of a millisecond, and nobody reads them. */
export const mostDigits = 2000;
const firstTooLong = 10n ** BigInt(mostDigits);

/** Whether a number has more digits than any number that is worked with. */
export function isTooLong({ n, d }: Fraction): boolean {
  return n >= firstTooLong || d >= firstTooLong;
}

/** Of some 150 digits: operations on such numbers are what takes time. */
const firstLong = 2n ** 500n;

export function isLong({ n, d }: Fraction): boolean {
  return n >= firstLong || d >= firstLong;
}

/** How many digits base ^ exponent has above or below its fraction bar, known before it is made. */
export function powerDigits(base: Fraction, exponent: Fraction): number {
  const size = Math.max(logarithm(base.n), logarithm(base.d));
  return size === 0 ? 1 : Math.floor(size * Math.abs(exponent.valueOf())) + 1;
}

/** The decimal logarithm of a whole number, which may be beyond all doubles. */
function logarithm(value: bigint): number {
  if (value < 2n) return 0;
  const digits = value.toString();
  return Math.log10(Number(digits.slice(0, 15))) + Math.max(0, digits.length - 15);
}

/** Refuses a power of a formula's numbers before it is made. */
export function demandFewDigits(digits: number): void {
  if (digits <= mostDigits) return;
  const count = digits < 1e15 ? digits.toLocaleString('en-US') : 'more than 10^15';
  throw new BadInput(
    `found powers or products of numbers that make one of ${count} digits, expected at most ${mostDigits.toLocaleString('en-US')}.`,
  );
}

/** The same for a number that a single operation made of shorter ones. */
export function demandShort(value: Fraction): void {
  if (isTooLong(value)) demandFewDigits(Math.max(value.n.toString().length, value.d.toString().length));
}
