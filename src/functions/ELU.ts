import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { atKink, bend } from './kink.ts';
import { defined, quiet } from './spelled.ts';

/** ELU(x, a) = x for x > 0 and a (e^x - 1) for x <= 0. */
export const ELU: ScalarFunction = {
  name: 'ELU',
  summary: 'x where x > 0, a (e^x - 1) where not',
  arity: 2,
  // expm1: e^x - 1 without cancellation near 0
  value: ([x, alpha]) => (x > 0 ? x : alpha * Math.expm1(x)),
  exact: ([x]) => (x.compare(0) >= 0 ? x : null),
  derivative: (graph, [x, alpha], kink) => {
    const at = atKink(graph, kink, { pytorch: alpha, left: alpha, right: graph.one });
    const below = product(graph, [alpha, apply(graph, 'exp', x)]);
    return [apply(graph, 'piecewise', x, graph.zero, below, at, graph.one), null];
  },
  notation: ([x, alpha]) => ({ kind: 'call', name: 'ELU', parameter: alpha, arguments: [x] }),
  code: {
    js: defined(
      'elu',
      `/** x where x > 0, a (e^x - 1) where not. */
function elu(x, a) {
  return x > 0 ? x : a * Math.expm1(x);
}`,
    ),
    c: defined(
      'elu',
      `/* x where x > 0, a (e^x - 1) where not */
static double elu(double x, double a)
{
    return x > 0.0 ? x : a * expm1(x);
}`,
    ),
    numpy: defined(
      'elu',
      `${quiet}
def elu(x, a):
    """x where x > 0, a (e^x - 1) where not."""
    return np.where(x > 0, x, a * np.expm1(x))`,
    ),
    torch: defined(
      'elu',
      `def elu(x, a):
    """x where x > 0, a (e^x - 1) where not."""
    return torch.where(x > 0, x, a * torch.expm1(x))`,
    ),
    jax: defined(
      'elu',
      `def elu(x, a):
    """x where x > 0, a (e^x - 1) where not."""
    return jnp.where(x > 0, x, a * jnp.expm1(x))`,
    ),
  },
  branch: ([x, alpha], values) => values && (values[0] > 0 ? x : `(${alpha})*(e^(${x})-1)`),
  branches: true,
  kinks: {
    where: 'at 0, where every number between the slopes on the two sides',
    pytorch: 'the slope on the left',
  },
  kinkAt: ([x, alpha]) => (x === 0 ? bend(alpha, 1) : undefined),
};
