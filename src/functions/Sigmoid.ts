import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { difference } from '../expr/sum.ts';

/** The logistic function 1 / (1 + e^-x). */
export const Sigmoid: ScalarFunction = {
  name: 'Sigmoid',
  summary: '1 / (1 + e^-x)',
  arity: 1,
  // Whichever side of 0, no exponential overflows.
  value: ([x]) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  exact: ([x]) => (x.equals(0) ? new Fraction(1, 2) : null),
  // s (1 - s)
  derivative: (graph, [x]) => {
    const s = apply(graph, 'Sigmoid', x);
    return [product(graph, [s, difference(graph, graph.one, s)])];
  },
  notation: ([x]) => ({ kind: 'call', name: 'sigma', arguments: [x] }),
  branch: ([x]) => `1/(1+e^(-(${x})))`,
  branches: false,
  kinkAt: () => undefined,
};
