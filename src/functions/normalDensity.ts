import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { defined, inPython } from './spelled.ts';

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
  code: {
    js: defined(
      'normalDensity',
      `/** The density of the standard normal distribution. */
function normalDensity(x) {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}`,
    ),
    c: defined(
      'normal_density',
      `/* the density of the standard normal distribution */
static double normal_density(double x)
{
    return exp(-x * x / 2.0) / sqrt(2.0 * acos(-1.0));
}`,
    ),
    ...inPython((library) =>
      defined(
        'normal_density',
        `def normal_density(x):
    """The density of the standard normal distribution."""
    return ${library}.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)`,
      ),
    ),
  },
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};
