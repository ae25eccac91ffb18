import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { atKink, bend } from './kink.ts';
import { called, inPython } from './spelled.ts';

/** |x|; at the kink x = 0 every value of [-1, 1] is a subgradient. */
export const abs: ScalarFunction = {
  name: 'abs',
  summary: 'the absolute value',
  arity: 1,
  value: ([x]) => Math.abs(x),
  exact: ([x]) => x.abs(),
  derivative: (graph, [x], kink) => {
    const [left, right] = [graph.constant(-1), graph.one];
    const at = atKink(graph, kink, { pytorch: graph.zero, left, right });
    return [apply(graph, 'piecewise', x, graph.zero, left, at, right)];
  },
  notation: ([x]) => ({ kind: 'call', name: 'abs', arguments: [x] }),
  code: {
    js: called('Math.abs'),
    c: called('fabs'),
    ...inPython((library) => called(`${library}.abs`)),
  },
  typed: { name: 'abs', as: 'abs', prime: true },
  branch: ([x], values) => values && (values[0] >= 0 ? x : `-(${x})`),
  scales: true,
  branches: true,
  kinks: { where: 'at 0, where every number from -1 to 1', pytorch: '0' },
  kinkAt: ([x]) => (x === 0 ? bend(-1, 1) : undefined),
};
