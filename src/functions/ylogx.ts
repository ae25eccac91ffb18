import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import { product } from '../expr/product.ts';
import type { ScalarFunction } from '../expr/scalar-function.ts';
import { times } from '../notation/build.ts';

/**
 * y log x, which is 0 where y is 0; the logarithm is never below -100: so PyTorch keeps BCELoss finite where a
 * probability is exactly 0 or 1.
 */
export const ylogx: ScalarFunction = {
  name: 'ylogx',
  summary: 'y log x, which is 0 where y is 0; the logarithm is never below -100',
  arity: 2,
  value: ([y, x]) => (y === 0 ? 0 : y * Math.max(Math.log(x), -100)),
  exact: ([y, x]) => {
    if (y.equals(0) || x.equals(1)) return new Fraction(0);
    return x.equals(0) ? y.mul(-100) : null;
  },
  derivative: (graph, [y, x]) => [
    apply(graph, 'log', x),
    product(graph, [y, apply(graph, 'boundedInverse', x)]),
  ],
  notation: ([y, x]) => times([y, { kind: 'call', name: 'log', arguments: [x] }]),
  branch: ([y, x]) => `(${y})*log(${x})`,
  branches: false,
  kinkAt: () => undefined,
};
