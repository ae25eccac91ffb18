import type Fraction from 'fraction.js';
import { demandFewDigits, demandShort, powerDigits } from '../expr/digits.ts';
import { exactPower } from '../expr/exact-power.ts';
import { type Formula, parts } from '../index/formula.ts';

/**
 * The value of a formula of numbers: of their sums, products, quotients and powers; undefined where there is more in it,
 * or no rational value. Throws BadInput where it, or a part of it, would have too many digits.
 */
export function constantOf(formula: Formula): Fraction | undefined {
  if (!known.has(formula)) known.set(formula, workedOut(formula));
  return known.get(formula);
}

/** A maximum has one of its arguments twice: without this, maxima within each other would double the work. */
const known = new WeakMap<Formula, Fraction | undefined>();

function workedOut(formula: Formula): Fraction | undefined {
  const given = parts(formula).map(constantOf);
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'multiply':
      return folded(given, (a, b) => a.mul(b));
    case 'add':
      return folded(given, (a, b) => a.add(b));
    case 'power': {
      const [base] = given;
      if (!base) return undefined;
      demandFewDigits(powerDigits(base, formula.exponent));
      return exactPower(base, formula.exponent) ?? undefined;
    }
    default:
      return undefined;
  }
}

function folded(
  given: readonly (Fraction | undefined)[],
  together: (a: Fraction, b: Fraction) => Fraction,
): Fraction | undefined {
  let result = given[0];
  for (const part of given.slice(1)) {
    if (!result || !part) return undefined;
    result = together(result, part);
    demandShort(result);
  }
  return result;
}
