import Fraction from 'fraction.js';
import { num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import type { SceneNumber } from '../scene.ts';

/** A number short enough for a cell: exactly where it has few digits, else its first three. */
export function cellNumber(value: SceneNumber): Notation {
  const exact = value instanceof Fraction ? value : dyadic(value);
  if (exact && exact.n < 1000n && exact.d < 100n) return num(exact);
  const rounded = Number((value instanceof Fraction ? value.valueOf() : value).toPrecision(3));
  const digits =
    rounded !== 0 && (Math.abs(rounded) < 1e-3 || Math.abs(rounded) >= 1e5)
      ? Math.abs(rounded).toExponential()
      : String(Math.abs(rounded));
  const positive: Notation = { kind: 'decimal', digits };
  return rounded < 0 ? { kind: 'negative', of: positive } : positive;
}

/** A double that is a small dyadic fraction, such as 3/4, as that fraction. */
function dyadic(value: number): Fraction | undefined {
  return Number.isInteger(value * 64) ? new Fraction(value) : undefined;
}
