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
  const parts = quotient.exec(trimmed);
  if (parts) {
    const under = BigInt(parts[2]);
    return under === 0n ? undefined : new Fraction(BigInt(parts[1]), under);
  }
  const digits = decimal.exec(trimmed);
  if (!digits) return undefined;
  const exponent = Number(digits[3] ?? 0);
  if (Math.abs(exponent) > largestExponent) return undefined;
  const [whole, part = ''] = digits[2].split('.');
  const mantissa = new Fraction(BigInt(`${digits[1]}${whole}${part}`), 10n ** BigInt(part.length));
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? mantissa.div(power) : mantissa.mul(power);
}
