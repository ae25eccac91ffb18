import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { compare, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { called, defined } from './spelled.ts';

/**
 * Softplus(x, b, t) = log(1 + e^(b x)) / b; as in PyTorch simply x where b x > t, where the two differ by less than
 * e^-t / b.
 */
export const Softplus: ScalarFunction = {
  name: 'Softplus',
  summary: 'log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold',
  arity: 3,
  value: ([x, beta, threshold]) => {
    const z = beta * x;
    // log(1 + e^z) = max(z, 0) + log(1 + e^-|z|), in which nothing overflows
    return z > threshold ? x : (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))) / beta;
  },
  exact: ([x, beta, threshold]) => (beta.mul(x).compare(threshold) > 0 ? x : null),
  derivative: (graph, [x, beta, threshold]) => [
    apply(graph, 'softplusSlope', x, beta, threshold),
    null,
    null,
  ],
  notation: (given) => beyondThreshold(given, 'Softplus', given[0]),
  code: {
    js: defined(
      'softplus',
      `/** log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold t. */
function softplus(x, b, t) {
  return b * x > t ? x : log1pexp(b * x) / b;
}`,
    ),
    c: defined(
      'softplus',
      `/* log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold t */
static double softplus(double x, double b, double t)
{
    return b * x > t ? x : log1pexp(b * x) / b;
}`,
    ),
    numpy: defined(
      'softplus',
      `def softplus(x, b, t):
    """log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold t."""
    return np.where(b * x > t, x, np.logaddexp(0, b * x) / b)`,
    ),
    torch: called('torch.nn.functional.softplus'),
    jax: defined(
      'softplus',
      `def softplus(x, b, t):
    """log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold t."""
    return jnp.where(b * x > t, x, jnp.logaddexp(0.0, b * x) / b)`,
    ),
  },
  // nerdamer's derivative of a logarithm of exponentials has other values than it should.
  branch: () => undefined,
  branches: true,
  kinkAt: () => undefined,
};

/**
 * A function f(x, b, t) of which another is said beyond a threshold: f_b(x), and that other where b x > t. PyTorch's own
 * threshold, 20, goes without saying.
 */
export function beyondThreshold(
  [x, beta, threshold]: readonly Notation[],
  name: string,
  beyond: Notation,
): Notation {
  const call: Notation = {
    kind: 'call',
    name,
    ...(isNumber(beta, 1) ? {} : { parameter: beta }),
    arguments: [x],
  };
  if (isNumber(threshold, 20)) return call;
  const z = times([beta, x]);
  return {
    kind: 'cases',
    cases: [
      { value: call, when: compare(z, '<=', threshold) },
      { value: beyond, when: compare(z, '>', threshold) },
    ],
  };
}

function isNumber(notation: Notation, value: number): boolean {
  return notation.kind === 'number' && notation.value.equals(value);
}
