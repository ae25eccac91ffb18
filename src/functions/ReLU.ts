import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/scalar-function.ts';

/** ReLU(x) = max(0, x). At the kink x = 0 every value of [0, 1] is a subgradient; which one is taken is a convention. */
export const ReLU: ScalarFunction = {
  name: 'ReLU',
  value: ([x]) => Math.max(0, x),
  exact: ([x]) => (x.compare(0) > 0 ? x : new Fraction(0)),
  derivative: (graph, [x], kink) => [apply(graph, 'step', x, graph.constant(kink))],
  notation: ([x]) => ({ kind: 'call', name: 'ReLU', arguments: [x] }),
  branch: ([x], values) => values && (values[0] > 0 ? x : '0'),
  kinkAt: ([x]) => x === 0,
};
