import Fraction from 'fraction.js';
import type { AnsweredEntry, Precision } from '../answers/answer.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import { exactDouble } from '../values/exact-double.ts';
import type { Expected, Verdict } from './verdict.ts';

/** A number of an answer; formulas are judged elsewhere. */
export type NumberEntry = Extract<AnsweredEntry, { kind: 'exact' | 'rounded' | 'float' }>;

export function isNumber(entry: AnsweredEntry): entry is NumberEntry {
  return entry.kind === 'exact' || entry.kind === 'rounded' || entry.kind === 'float';
}

/** How strict to be. */
export interface Strictness {
  /** Right is only what is equal. */
  readonly exact?: boolean;
  /** Right is too what is so near, relative to the larger of 1 and the derivative. */
  readonly tolerance?: number;
}

/** From so many significant digits on a decimal was printed by a machine: its last digit says nothing of rounding by hand. */
const machineDigits = { float32: 7, float64: 10 } as const;

/**
 * In which arithmetic an array of decimals was computed, by the look of them: numbers of ten digits and more are
 * float32 if all are numbers of float32, else float64; seven to nine digits are what float32 prints. Undefined for
 * decimals as a person writes them, whose last digit says how they were rounded.
 */
export function precisionOf(entries: readonly AnsweredEntry[]): Precision | undefined {
  const decimals = entries.filter((entry) => entry.kind === 'rounded');
  const digits = decimals.reduce((most, entry) => Math.max(most, entry.digits), 0);
  if (digits < machineDigits.float32) return undefined;
  if (digits < machineDigits.float64) return 'float32';
  const long = decimals.filter((entry) => entry.digits >= machineDigits.float64);
  const single = long.every(({ value }) => isSingle(nearestDouble(value)));
  return single ? 'float32' : 'float64';
}

/** Whether a double is a number of float32, the last place aside: a fraction's nearest double may be off by one there. */
function isSingle(value: number): boolean {
  return Math.abs(Math.fround(value) - value) <= 2 ** -51 * Math.abs(value);
}

/** How far a number may be from the derivative and still mean it; `rounding` is what its arithmetic may have lost. */
export function slackOf(
  entry: NumberEntry,
  precision: Precision | undefined,
  { exact, float = Number.NaN }: Expected,
  rounding: (precision: Precision) => number,
  { exact: onlyExact = false, tolerance }: Strictness,
): number {
  // What we know as a double only cannot be asked to be equal.
  const ourRounding = exact ? 0 : rounding('float64');
  if (onlyExact) return ourRounding;
  const asked = tolerance === undefined ? 0 : tolerance * Math.max(1, Math.abs(float));
  const computed = entry.kind === 'float' ? entry.precision : precision;
  const written = entry.kind === 'rounded' ? entry.slack.valueOf() : 0;
  const theirRounding = computed && entry.kind !== 'exact' ? rounding(computed) : written;
  return Math.max(asked, theirRounding + ourRounding);
}

/** Whether a number is the derivative, and how that is known; undefined where it is not. */
export function judged(
  entry: NumberEntry,
  { exact, float = Number.NaN }: Expected,
  slack: number,
  { exact: onlyExact = false }: Strictness,
): Verdict | undefined {
  if (exact && entry.value.equals(exact)) return 'exact';
  // Half a unit of the last digit is still right, which only fractions can tell.
  if (
    !onlyExact &&
    exact &&
    entry.kind === 'rounded' &&
    entry.value.sub(exact).abs().compare(entry.slack) <= 0
  )
    return 'rounded';
  if (Math.abs(nearestDouble(exact ? entry.value.sub(exact) : entry.value.sub(exactly(float)))) > slack)
    return undefined;
  return entry.kind === 'rounded' && slack <= 2 * entry.slack.valueOf() ? 'rounded' : 'within';
}

function exactly(float: number): Fraction {
  return exactDouble(float) ?? new Fraction(0);
}
