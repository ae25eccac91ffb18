import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { power } from '../expr/power.ts';
import { difference } from '../expr/sum.ts';
import { called, inPython } from './spelled.ts';

/** The hyperbolic tangent. */
export const Tanh: ScalarFunction = {
  name: 'Tanh',
  summary: 'the hyperbolic tangent',
  arity: 1,
  value: ([x]) => Math.tanh(x),
  exact: ([x]) => (x.equals(0) ? new Fraction(0) : null),
  // 1 - tanh^2
  derivative: (graph, [x]) => [
    difference(graph, graph.one, power(graph, apply(graph, 'Tanh', x), graph.constant(2))),
  ],
  notation: ([x]) => ({ kind: 'call', name: 'tanh', arguments: [x] }),
  code: {
    js: called('Math.tanh'),
    c: called('tanh'),
    ...inPython((library) => called(`${library}.tanh`)),
  },
  typed: { name: 'tanh', otherNames: ['Tanh'], as: 'tanh', prime: true },
  branch: ([x]) => `tanh(${x})`,
  branches: false,
  kinkAt: () => undefined,
};
