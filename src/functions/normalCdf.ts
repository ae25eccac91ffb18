import erfc from '@stdlib/math-base-special-erfc';
import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import { atom } from '../expr/code.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { called, defined } from './spelled.ts';

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
  code: {
    js: defined(
      'normalCdf',
      `/** The distribution function of the standard normal distribution. */
function normalCdf(x) {
  return erfc(-x / Math.SQRT2) / 2;
}`,
      {
        erfc: `/** The complementary error function. */
function erfc(x) {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2) {
    // erf(x) = 2 / sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / (3 5) + ...)
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  // erfc(x) = e^(-x^2) / sqrt(pi) / (x + 1/2 / (x + 2/2 / (x + 3/2 / (x + ...))))
  let below = x;
  for (let n = 60; n > 0; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / below;
}`,
      },
    ),
    c: defined(
      'normal_cdf',
      `/* the distribution function of the standard normal distribution */
static double normal_cdf(double x)
{
    return erfc(-x / sqrt(2.0)) / 2.0;
}`,
    ),
    numpy: defined(
      'normal_cdf',
      `def normal_cdf(x):
    """The distribution function of the standard normal distribution."""
    return np.vectorize(math.erfc, otypes=[float])(-x / math.sqrt(2)) / 2`,
    ),
    torch: called('torch.special.ndtr'),
    jax: { call: ([x]) => atom(`jax.scipy.stats.norm.cdf(${x.text})`) },
  },
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};
