import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { sum } from '../expr/sum.ts';
import { times } from '../notation/build.ts';

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
  branch: ([x]) => `(${x})*log(${x})`,
  branches: false,
  kinkAt: () => undefined,
};
