import type Fraction from 'fraction.js';
import { isExact, type Quantity, toFloat } from '../evaluate/quantity.ts';
import { num } from '../notation/build.ts';
import type { Notation, Relation } from '../notation/notation.ts';

/** Fractions with more digits than this above or below the line say less to a reader than six decimals. */
const longestFraction = 9;

/** 3/4 as a fraction; a long fraction or a double as its first six digits. */
export function ofQuantity(value: Quantity): Notation {
  return isReadable(value) ? num(value) : ofFloat(toFloat(value));
}

/** "=" where the notation says the value exactly, "~" where it was rounded. */
export function relationTo(value: Quantity): Relation {
  return isReadable(value) ? '=' : '~';
}

/** A double rounded to `digits` significant digits. */
export function ofFloat(value: number, digits = 6): Notation {
  const rounded = Number(value.toPrecision(digits));
  const positive: Notation = { kind: 'decimal', digits: String(Math.abs(rounded)) };
  return rounded < 0 ? { kind: 'negative', of: positive } : positive;
}

function isReadable(value: Quantity): value is Fraction {
  return (
    isExact(value) && String(value.n).length <= longestFraction && String(value.d).length <= longestFraction
  );
}
