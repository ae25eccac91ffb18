import Fraction from 'fraction.js';
import type { ScalarFunction } from '../expr/graph.ts';
import { compare } from '../notation/build.ts';

/** [y = k]: 1 where the target y is the class k, 0 where it is another. */
export const isClass: ScalarFunction = {
  name: 'isClass',
  summary: '1 where the target is this class, 0 where it is another',
  arity: 2,
  value: ([y, k]) => (y === k ? 1 : 0),
  exact: ([y, k]) => new Fraction(y.equals(k) ? 1 : 0),
  // A class is a whole number: there is nothing to differentiate by.
  derivative: () => [null, null],
  notation: ([y, k]) => ({ kind: 'bracket', condition: compare(y, '=', k) }),
  choice: ([left, right], { number }) => ({ left, relation: '==', right, yes: number(1), no: number(0) }),
  branch: (_, values) => values && (values[0] === values[1] ? '1' : '0'),
  branches: true,
  kinkAt: () => undefined,
};
