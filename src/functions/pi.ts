import { atom } from '../expr/code.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { sym } from '../notation/build.ts';
import { inPython } from './spelled.ts';

/** The number pi, a function of nothing: it is no rational. */
export const pi: ScalarFunction = {
  name: 'pi',
  summary: 'the number pi',
  arity: 0,
  value: () => Math.PI,
  exact: () => null,
  derivative: () => [],
  notation: () => sym('pi'),
  code: {
    js: { call: () => atom('Math.PI') },
    // C99 has no M_PI.
    c: { call: () => atom('acos(-1.0)') },
    ...inPython(() => ({ call: () => atom('math.pi') })),
  },
  branch: () => 'pi',
  branches: false,
  kinkAt: () => undefined,
};
