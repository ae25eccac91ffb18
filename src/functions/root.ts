import { apply } from '../expr/apply.ts';
import { exactPower } from '../expr/exact-power.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { power } from '../expr/power.ts';
import { product } from '../expr/product.ts';
import { num, raised, ratio } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';

/**
 * root(x, p) = x^(1/p), p a constant. At x = 0 its slope is infinite on the right; as in PyTorch's LPPool2d the derivative taken
 * there is 0.
 */
export const root: ScalarFunction = {
  name: 'root',
  summary: 'x^(1/p), with the derivative 0 at x = 0',
  arity: 2,
  value: ([x, p]) => (p === 2 ? Math.sqrt(x) : x ** (1 / p)),
  exact: ([x, p]) => exactPower(x, p.inverse()),
  // x^(1/p) / (p x), which is x^(1/p - 1) / p
  derivative: (graph, [x, p]) => {
    const inverse = graph.valueOf(p).inverse();
    const slope = product(graph, [graph.constant(inverse), power(graph, x, graph.constant(inverse.sub(1)))]);
    return [apply(graph, 'piecewise', x, graph.zero, slope, graph.zero, slope), null];
  },
  notation: ([x, p]) =>
    isTwo(p) ? { kind: 'call', name: 'sqrt', arguments: [x] } : raised(x, ratio(num(1), p)),
  branch: ([x, p]) => `(${x})^(1/(${p}))`,
  branches: false,
  kinkAt: () => undefined,
};

function isTwo(notation: Notation): boolean {
  return notation.kind === 'number' && notation.value.equals(2);
}
