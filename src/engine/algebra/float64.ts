import { functionNamed } from '../../functions/index.ts';
import type { NumberKind } from './algebra.ts';

/** Double precision; `memory` is where its arrays stand, if they stand somewhere already. */
export function float64(memory?: Float64Array): NumberKind<number> {
  return {
    memory: (count) => memory ?? new Float64Array(count),
    zero: 0,
    lowest: Number.NEGATIVE_INFINITY,
    given: (value) => value,
    number: Number,
    whole: (value) => value,
    plus: (a, b) => a + b,
    minus: (a, b) => a - b,
    negative: (value) => -value,
    times: (a, b) => a * b,
    over: (a, b) => a / b,
    addProducts: (memory, count, to, toStep, a, aStep, b, bStep) => {
      for (let n = 0; n < count; n++)
        memory[to + n * toStep] += memory[a + n * aStep] * memory[b + n * bStep];
    },
    power: (base, exponent) =>
      exponent.equals(2) ? base * base : exponent.equals(0.5) ? Math.sqrt(base) : base ** exponent.valueOf(),
    apply: (name) => functionNamed(name).value,
    order: (value) => value,
  };
}
