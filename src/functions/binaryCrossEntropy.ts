import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { Graph, ScalarFunction } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { product, scale } from '../expr/product.ts';
import { difference, sum } from '../expr/sum.ts';
import { num, plus, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { defined, quiet } from './spelled.ts';

/**
 * -y log x - (1 - y) log(1 - x). As in PyTorch the logarithms are never below -100, and the slope is
 * (x - y) / (x (1 - x)) with a divisor of at least 10^-12: so both stay finite where a probability is exactly 0 or 1.
 */
export const binaryCrossEntropy: ScalarFunction = {
  name: 'binaryCrossEntropy',
  summary: '-y log x - (1 - y) log(1 - x), with logarithms of at least -100',
  arity: 2,
  value: ([x, y]) => -y * bounded(x) - (1 - y) * bounded(1 - x),
  exact: ([x, y]) => {
    // log 0 counts as -100, log 1 is 0
    if (x.equals(0)) return y.mul(100);
    return x.equals(1) ? new Fraction(1).sub(y).mul(100) : null;
  },
  derivative: (graph, [x, y]) => {
    const spread = product(graph, [x, difference(graph, graph.one, x)]);
    return [
      product(graph, [difference(graph, x, y), apply(graph, 'boundedInverse', spread)]),
      sum(graph, [logOf(graph, difference(graph, graph.one, x)), scale(graph, -1, logOf(graph, x))]),
    ];
  },
  notation: ([x, y]) => {
    const log = (of: Notation): Notation => ({ kind: 'call', name: 'log', arguments: [of] });
    const rest = (of: Notation): Notation => plus([num(1), { kind: 'negative', of }]);
    return plus([
      { kind: 'negative', of: times([y, log(x)]) },
      { kind: 'negative', of: times([rest(y), log(rest(x))]) },
    ]);
  },
  code: {
    js: defined(
      'binaryCrossEntropy',
      `/** -y log x - (1 - y) log(1 - x), with logarithms of at least -100, as in PyTorch. */
function binaryCrossEntropy(x, y) {
  return -y * Math.max(Math.log(x), -100) - (1 - y) * Math.max(Math.log(1 - x), -100);
}`,
    ),
    c: defined(
      'binary_cross_entropy',
      `/* -y log x - (1 - y) log(1 - x), with logarithms of at least -100, as in PyTorch */
static double binary_cross_entropy(double x, double y)
{
    return -y * fmax(log(x), -100.0) - (1.0 - y) * fmax(log(1.0 - x), -100.0);
}`,
    ),
    numpy: defined(
      'binary_cross_entropy',
      `${quiet}
def binary_cross_entropy(x, y):
    """-y log x - (1 - y) log(1 - x), with logarithms of at least -100, as in PyTorch."""
    return -y * np.maximum(np.log(x), -100) - (1 - y) * np.maximum(np.log(1 - x), -100)`,
    ),
    torch: defined(
      'binary_cross_entropy',
      `def binary_cross_entropy(x, y):
    """-y log x - (1 - y) log(1 - x), with logarithms of at least -100."""
    return -y * torch.clamp(torch.log(x), min=-100) - (1 - y) * torch.clamp(torch.log(1 - x), min=-100)`,
    ),
    jax: defined(
      'binary_cross_entropy',
      `def binary_cross_entropy(x, y):
    """-y log x - (1 - y) log(1 - x), with logarithms of at least -100, as in PyTorch."""
    return -y * jnp.maximum(jnp.log(x), -100) - (1 - y) * jnp.maximum(jnp.log(1 - x), -100)`,
    ),
  },
  // nerdamer's derivative of a logarithm of exponentials has other values than it should.
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};

function bounded(x: number): number {
  return Math.max(Math.log(x), -100);
}

function logOf(graph: Graph, x: Node): Node {
  return apply(graph, 'log', x);
}
