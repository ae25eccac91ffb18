import { functionNamed } from '../../functions/index.ts';
import type { NumberKind } from './algebra.ts';
import { float64 } from './float64.ts';

/** A floating-point arithmetic: its unit roundoff, and the number of it that is nearest to a double. */
export interface FloatingPoint {
  readonly unit: number;
  nearest(value: number): number;
}

/** Rounding of what was computed; a library's function may be off by some units. */
export type Round = (value: number, units?: number) => number;

/** Libraries' exponentials and their like are off by a few units. */
export const libraryUnits = 3;

/**
 * Rounding that goes up or down by a unit at random: Monte Carlo arithmetic (Parker 1997). What is one of the
 * arithmetic's numbers, and was computed exactly, stays.
 */
export function randomRounding({ unit, nearest }: FloatingPoint, isUp: () => boolean): Round {
  return (value, units = 1) =>
    isShort(value) && nearest(value) === value
      ? value
      : nearest(value * (1 + units * unit * (isUp() ? 1 : -1)));
}

/** Whole numbers and small binary fractions: a double that was computed from such ones was computed exactly. */
function isShort(value: number): boolean {
  return Math.abs(value) < 2 ** 32 && Number.isInteger(value * 2 ** 20);
}

/** The value of a function of the catalogue, rounded as a library's would be. */
export function roundedValue(name: string, round: Round): (given: readonly number[]) => number {
  const { value } = functionNamed(name);
  // Frameworks compute the normal distribution as (1 + erf) / 2: rounded as a number near 1, however small it is.
  if (name === 'normalCdf') return (given) => round(1 + value(given), libraryUnits) - 1;
  // A piece that is one of the arguments is not rounded.
  return (given) => {
    const exact = value(given);
    return given.includes(exact) ? exact : round(exact, libraryUnits);
  };
}

/** Double precision in which every result is rounded. */
export function rounded(round: Round): NumberKind<number> {
  const double = float64();
  return {
    ...double,
    given: (value) => round(value),
    number: (digits) => round(Number(digits)),
    plus: (a, b) => round(a + b),
    minus: (a, b) => round(a - b),
    times: (a, b) => round(a * b),
    over: (a, b) => round(a / b),
    addProducts: (memory, count, to, toStep, a, aStep, b, bStep) => {
      for (let n = 0; n < count; n++) {
        const product = round(memory[a + n * aStep] * memory[b + n * bStep]);
        memory[to + n * toStep] = round(memory[to + n * toStep] + product);
      }
    },
    power: (base, exponent) => round(double.power(base, exponent), libraryUnits),
    apply: (name) => roundedValue(name, round),
  };
}

/** Heads or tails from a seed, 32 from each step of xorshift32 (Marsaglia 2003, "Xorshift RNGs"): millions are thrown. */
export function coin(seed: number): () => boolean {
  let state = seed;
  let left = 0;
  let bits = 0;
  return () => {
    if (left === 0) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      [bits, left] = [state, 32];
    }
    const isHead = (bits & 1) === 1;
    bits >>>= 1;
    left--;
    return isHead;
  };
}
