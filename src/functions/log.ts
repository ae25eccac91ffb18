import Fraction from 'fraction.js';
import type { ScalarFunction } from '../expr/graph.ts';
import { power } from '../expr/power.ts';
import { called, inPython } from './spelled.ts';

/** The natural logarithm. */
export const log: ScalarFunction = {
  name: 'log',
  summary: 'the natural logarithm',
  arity: 1,
  value: ([x]) => Math.log(x),
  exact: ([x]) => (x.equals(1) ? new Fraction(0) : null),
  derivative: (graph, [x]) => [power(graph, x, graph.constant(-1))],
  notation: ([x]) => ({ kind: 'call', name: 'log', arguments: [x] }),
  code: {
    js: called('Math.log'),
    c: called('log'),
    ...inPython((library) => called(`${library}.log`)),
  },
  typed: { name: 'log', otherNames: ['ln'], as: 'log' },
  branch: ([x]) => `log(${x})`,
  branches: false,
  kinkAt: () => undefined,
};
