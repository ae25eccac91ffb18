import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { num, plus, raised, sym } from '../notation/build.ts';

/** log(1 + e^x), in which nothing overflows: max(x, 0) + log(1 + e^-|x|). */
export const log1pexp: ScalarFunction = {
  name: 'log1pexp',
  summary: 'log(1 + e^x)',
  arity: 1,
  value: ([x]) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  exact: () => null,
  derivative: (graph, [x]) => [apply(graph, 'Sigmoid', x)],
  notation: ([x]) => ({ kind: 'call', name: 'log', arguments: [plus([num(1), raised(sym('e'), x)])] }),
  // nerdamer's derivative of a logarithm of exponentials has other values than it should.
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};
