import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import { atom } from '../expr/code.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { sum } from '../expr/sum.ts';
import { times } from '../notation/build.ts';
import { defined } from './spelled.ts';

/** x log x, which is 0 at 0. */
export const xlogx: ScalarFunction = {
  name: 'xlogx',
  summary: 'x log x, which is 0 at 0',
  arity: 1,
  value: ([x]) => (x === 0 ? 0 : x * Math.log(x)),
  exact: ([x]) => (x.equals(0) || x.equals(1) ? new Fraction(0) : null),
  // log x + 1
  derivative: (graph, [x]) => [sum(graph, [apply(graph, 'log', x), graph.one])],
  notation: ([x]) => times([x, { kind: 'call', name: 'log', arguments: [x] }]),
  code: {
    js: defined(
      'xlogx',
      `/** x log x, which is 0 at 0. */
function xlogx(x) {
  return x === 0 ? 0 : x * Math.log(x);
}`,
    ),
    c: defined(
      'xlogx',
      `/* x log x, which is 0 at 0 */
static double xlogx(double x)
{
    return x == 0.0 ? 0.0 : x * log(x);
}`,
    ),
    numpy: defined(
      'xlogx',
      `def xlogx(x):
    """x log x, which is 0 at 0."""
    return x * np.log(np.where(x == 0, 1.0, x))`,
    ),
    torch: { call: ([x]) => atom(`torch.special.xlogy(${x.text}, ${x.text})`) },
    jax: { call: ([x]) => atom(`jax.scipy.special.xlogy(${x.text}, ${x.text})`) },
  },
  branch: ([x]) => `(${x})*log(${x})`,
  branches: false,
  kinkAt: () => undefined,
};
