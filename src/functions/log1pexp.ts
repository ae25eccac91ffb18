import { apply } from '../expr/apply.ts';
import { atom } from '../expr/code.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { num, plus, raised, sym } from '../notation/build.ts';
import { defined } from './spelled.ts';

/** log(1 + e^x), in which nothing overflows: max(x, 0) + log(1 + e^-|x|). */
export const log1pexp: ScalarFunction = {
  name: 'log1pexp',
  summary: 'log(1 + e^x)',
  arity: 1,
  value: ([x]) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  exact: () => null,
  derivative: (graph, [x]) => [apply(graph, 'Sigmoid', x)],
  notation: ([x]) => ({ kind: 'call', name: 'log', arguments: [plus([num(1), raised(sym('e'), x)])] }),
  code: {
    js: defined(
      'log1pexp',
      `/** log(1 + e^x), in which nothing overflows. */
function log1pexp(x) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}`,
    ),
    c: defined(
      'log1pexp',
      `/* log(1 + e^x), in which nothing overflows */
static double log1pexp(double x)
{
    return fmax(x, 0.0) + log1p(exp(-fabs(x)));
}`,
    ),
    numpy: { call: ([x]) => atom(`np.logaddexp(0, ${x.text})`) },
    torch: defined(
      'log1pexp',
      `def log1pexp(x):
    """log(1 + e^x), in which nothing overflows."""
    return torch.logaddexp(x, torch.zeros_like(x))`,
    ),
    jax: { call: ([x]) => atom(`jnp.logaddexp(0.0, ${x.text})`) },
  },
  typed: { name: 'softplus', otherNames: ['Softplus'], as: 'sech', prime: true },
  // nerdamer's derivative of a logarithm of exponentials has other values than it should.
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};
