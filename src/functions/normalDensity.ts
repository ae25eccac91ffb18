import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';

/** e^(-x^2 / 2) / sqrt(2 pi), the density of the standard normal distribution. */
export const normalDensity: ScalarFunction = {
  name: 'normalDensity',
  summary: 'the density of the standard normal distribution',
  arity: 1,
  value: ([x]) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
  exact: () => null,
  // -x phi(x)
  derivative: (graph, [x]) => [product(graph, [graph.constant(-1), x, apply(graph, 'normalDensity', x)])],
  notation: ([x]) => ({ kind: 'call', name: 'phi', arguments: [x] }),
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};
