import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { difference } from '../expr/sum.ts';
import { called, defined } from './spelled.ts';

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
  code: {
    js: defined(
      'sigmoid',
      `/** 1 / (1 + e^-x), in which nothing overflows. */
function sigmoid(x) {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
}`,
    ),
    c: defined(
      'sigmoid',
      `/* 1 / (1 + e^-x), in which nothing overflows */
static double sigmoid(double x)
{
    const double e = exp(-fabs(x));
    return (x >= 0.0 ? 1.0 : e) / (1.0 + e);
}`,
    ),
    numpy: defined(
      'sigmoid',
      `def sigmoid(x):
    """1 / (1 + e^-x), in which nothing overflows."""
    e = np.exp(-abs(x))
    return np.where(x >= 0, 1.0, e) / (1 + e)`,
    ),
    torch: called('torch.sigmoid'),
    jax: called('jax.nn.sigmoid'),
  },
  typed: { name: 'sigmoid', otherNames: ['Sigmoid', 'sigma'], as: 'sinh', prime: true },
  branch: ([x]) => `1/(1+e^(-(${x})))`,
  branches: false,
  kinkAt: () => undefined,
};
