import Fraction from 'fraction.js';

/** Doubles reach from 1e-324 to 1e308; beyond this an exponent would only be a way to ask for endless digits. */
const largestExponent = 400;
const longest = 1000;

const decimal = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,9}))?$/i;
const quotient = /^([+-]?\d+)\s*\/\s*(\d+)$/;

/** The number that a text says, exactly: "0.1" is 1/10, "-3/4", "1e-3". Undefined if it is no finite number. */
export function exactNumber(text: string): Fraction | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longest) return undefined;
  const parts = trimmed.includes('/') ? quotient.exec(trimmed) : null;
  if (parts) {
    const under = BigInt(parts[2]);
    return under === 0n ? undefined : new Fraction(BigInt(parts[1]), under);
  }
  const digits = decimal.exec(trimmed);
  if (!digits) return undefined;
  const exponent = Number(digits[3] ?? 0);
  if (Math.abs(exponent) > largestExponent) return undefined;
  const [whole, part = ''] = digits[2].split('.');
  const mantissa = BigInt(`${digits[1]}${whole}${part}`);
  const scale = exponent - part.length;
  return scale >= 0
    ? new Fraction(mantissa * 10n ** BigInt(scale))
    : new Fraction(mantissa, 10n ** BigInt(-scale));
}
