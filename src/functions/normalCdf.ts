import erfc from '@stdlib/math-base-special-erfc';
import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';

/** The distribution function of the standard normal distribution, the Phi of x Phi(x), which is GELU. */
export const normalCdf: ScalarFunction = {
  name: 'normalCdf',
  summary: 'the distribution function of the standard normal distribution',
  arity: 1,
  // erfc keeps its digits in the left tail, where 1 + erf would lose them.
  value: ([x]) => erfc(-x / Math.SQRT2) / 2,
  exact: ([x]) => (x.equals(0) ? new Fraction(1, 2) : null),
  derivative: (graph, [x]) => [apply(graph, 'normalDensity', x)],
  notation: ([x]) => ({ kind: 'call', name: 'Phi', arguments: [x] }),
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};
