import Fraction from 'fraction.js';
import type { ScalarFunction } from '../expr/scalar-function.ts';

/** The Heaviside step [x > 0], the derivative of ReLU; its second argument is the value taken at x = 0. */
export const step: ScalarFunction = {
  name: 'step',
  value: ([x, atZero]) => (x > 0 ? 1 : x < 0 ? 0 : atZero),
  exact: ([x, atZero]) => new Fraction(x.compare(0) > 0 ? 1 : x.compare(0) < 0 ? 0 : atZero),
  // Constant on either side of 0; at 0 itself it jumps, and 0 is taken there as well.
  derivative: (graph) => [graph.zero, null],
  notation: ([x]) => ({
    kind: 'bracket',
    condition: {
      kind: 'comparison',
      sides: [x, { kind: 'number', value: new Fraction(0) }],
      relations: ['>'],
    },
  }),
  branch: (_, values) => values && String(step.value(values)),
  kinkAt: ([x]) => x === 0,
};
