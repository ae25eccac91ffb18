import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { scale } from '../expr/product.ts';
import { compare, num, plus, raised, ratio, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { defined, quiet } from './spelled.ts';

/** Huber(x, d) = x^2 / 2 for |x| <= d and d (|x| - d/2) beyond: both pieces have the slope d where they meet. */
export const Huber: ScalarFunction = {
  name: 'Huber',
  summary: 'x^2 / 2 where |x| is at most d, d (|x| - d/2) beyond',
  arity: 2,
  value: ([x, delta]) => (Math.abs(x) <= delta ? (x * x) / 2 : delta * (Math.abs(x) - delta / 2)),
  exact: ([x, delta]) =>
    x.abs().compare(delta) <= 0 ? x.mul(x).div(2) : delta.mul(x.abs().sub(delta.div(2))),
  // x between -d and d, and -d or d beyond
  derivative: (graph, [x, delta]) => [apply(graph, 'Hardtanh', x, scale(graph, -1, delta), delta), null],
  notation: ([x, delta]) => {
    const size: Notation = { kind: 'call', name: 'abs', arguments: [x] };
    return {
      kind: 'cases',
      cases: [
        { value: ratio(raised(x, num(2)), num(2)), when: compare(size, '<=', delta) },
        {
          value: times([delta, plus([size, { kind: 'negative', of: ratio(delta, num(2)) }])]),
          when: compare(size, '>', delta),
        },
      ],
    };
  },
  code: {
    js: defined(
      'huber',
      `/** x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond. */
function huber(x, d) {
  return Math.abs(x) <= d ? (x * x) / 2 : d * (Math.abs(x) - d / 2);
}`,
    ),
    c: defined(
      'huber',
      `/* x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond */
static double huber(double x, double d)
{
    return fabs(x) <= d ? x * x / 2.0 : d * (fabs(x) - d / 2.0);
}`,
    ),
    numpy: defined(
      'huber',
      `${quiet}
def huber(x, d):
    """x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond."""
    return np.where(abs(x) <= d, x**2 / 2, d * (abs(x) - d / 2))`,
    ),
    torch: defined(
      'huber',
      `def huber(x, d):
    """x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond."""
    return torch.where(abs(x) <= d, x**2 / 2, d * (abs(x) - d / 2))`,
    ),
    jax: defined(
      'huber',
      `def huber(x, d):
    """x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond."""
    return jnp.where(abs(x) <= d, x**2 / 2, d * (abs(x) - d / 2))`,
    ),
  },
  branch: ([x, delta], values) => {
    if (!values) return undefined;
    const [at, bound] = values;
    if (Math.abs(at) <= bound) return `(${x})^2/2`;
    return `(${delta})*(${at > 0 ? x : `-(${x})`}-(${delta})/2)`;
  },
  branches: true,
  kinkAt: () => undefined,
};
