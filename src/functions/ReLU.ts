import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import { atom } from '../expr/code.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { atKink, bend } from './kink.ts';
import { called } from './spelled.ts';

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
  code: {
    js: { call: ([x]) => atom(`Math.max(${x.text}, 0)`) },
    c: { call: ([x]) => atom(`fmax(${x.text}, 0.0)`) },
    numpy: { call: ([x]) => atom(`np.maximum(${x.text}, 0)`) },
    torch: called('torch.relu'),
    jax: called('jax.nn.relu'),
  },
  typed: { name: 'relu', otherNames: ['ReLU', 'Relu'], as: 'cosh', prime: true },
  branch: ([x], values) => values && (values[0] > 0 ? x : '0'),
  scales: true,
  branches: true,
  kinks: { where: 'at 0, where every number from 0 to 1', pytorch: '0' },
  kinkAt: ([x]) => (x === 0 ? bend(0, 1) : undefined),
};
