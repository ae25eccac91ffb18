import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { difference } from '../expr/sum.ts';
import { num } from '../notation/build.ts';
import { Sigmoid } from './Sigmoid.ts';
import { beyondThreshold } from './Softplus.ts';
import { defined } from './spelled.ts';

/** The derivative of Softplus(x, b, t): the logistic function of b x, and 1 where b x > t. */
export const softplusSlope: ScalarFunction = {
  name: 'softplusSlope',
  summary: 'the logistic function of b x, and 1 where b x is beyond a threshold',
  arity: 3,
  value: ([x, beta, threshold]) => (beta * x > threshold ? 1 : Sigmoid.value([beta * x])),
  exact: ([x, beta, threshold]) =>
    beta.mul(x).compare(threshold) > 0 ? new Fraction(1) : Sigmoid.exact([beta.mul(x)]),
  // b s (1 - s), which is 0 where s is 1
  derivative: (graph, [x, beta, threshold]) => {
    const s = apply(graph, 'softplusSlope', x, beta, threshold);
    return [product(graph, [beta, s, difference(graph, graph.one, s)]), null, null];
  },
  notation: (given) => beyondThreshold(given, "Softplus'", num(1)),
  code: {
    js: defined(
      'softplusSlope',
      `/** The derivative of softplus. */
function softplusSlope(x, b, t) {
  return b * x > t ? 1 : sigmoid(b * x);
}`,
    ),
    c: defined(
      'softplus_slope',
      `/* the derivative of softplus */
static double softplus_slope(double x, double b, double t)
{
    return b * x > t ? 1.0 : sigmoid(b * x);
}`,
    ),
    numpy: defined(
      'softplus_slope',
      `def softplus_slope(x, b, t):
    """The derivative of softplus."""
    return np.where(b * x > t, 1.0, sigmoid(b * x))`,
    ),
    torch: defined(
      'softplus_slope',
      `def softplus_slope(x, b, t):
    """The derivative of softplus."""
    return torch.where(b * x > t, 1.0, torch.sigmoid(b * x))`,
    ),
    jax: defined(
      'softplus_slope',
      `def softplus_slope(x, b, t):
    """The derivative of softplus."""
    return jnp.where(b * x > t, 1.0, jax.nn.sigmoid(b * x))`,
    ),
  },
  branch: ([x, beta], values) =>
    values && (values[0] * values[1] > values[2] ? '1' : `1/(1+e^(-(${beta})*(${x})))`),
  branches: true,
  kinkAt: () => undefined,
};
