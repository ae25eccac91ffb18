import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { atKink, bend } from './kink.ts';

/** ReLU(x) = max(0, x). At the kink x = 0 every value of [0, 1] is a subgradient; which one is taken is a convention. */
export const ReLU: ScalarFunction = {
  name: 'ReLU',
  summary: 'max(0, x)',
  arity: 1,
  value: ([x]) => (x > 0 ? x : x <= 0 ? 0 : Number.NaN),
  exact: ([x]) => (x.compare(0) > 0 ? x : new Fraction(0)),
  derivative: (graph, [x], kink) => {
    const [left, right] = [graph.zero, graph.one];
    const at = atKink(graph, kink, { pytorch: left, left, right });
    return [apply(graph, 'piecewise', x, graph.zero, left, at, right)];
  },
  notation: ([x]) => ({ kind: 'call', name: 'ReLU', arguments: [x] }),
  branch: ([x], values) => values && (values[0] > 0 ? x : '0'),
  branches: true,
  kinks: { where: 'at 0, where every number from 0 to 1', pytorch: '0' },
  kinkAt: ([x]) => (x === 0 ? bend(0, 1) : undefined),
};
