import type { ScalarFunction } from '../expr/graph.ts';
import { sym } from '../notation/build.ts';

/** The number pi, a function of nothing: it is no rational. */
export const pi: ScalarFunction = {
  name: 'pi',
  summary: 'the number pi',
  arity: 0,
  value: () => Math.PI,
  exact: () => null,
  derivative: () => [],
  notation: () => sym('pi'),
  branch: () => 'pi',
  branches: false,
  kinkAt: () => undefined,
};
