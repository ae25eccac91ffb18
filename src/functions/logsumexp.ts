import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { difference } from '../expr/sum.ts';
import { plus, raised, sym } from '../notation/build.ts';

/**
 * log(e^x_1 + ... + e^x_n), a function of its own because written out it overflows: with the largest argument taken
 * out, m + log(sum of e^(x_k - m)), it does not.
 */
export const logsumexp: ScalarFunction = {
  name: 'logsumexp',
  summary: 'the logarithm of the sum of exponentials',
  arity: undefined,
  value: (given) => {
    const largest = given.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
    if (!Number.isFinite(largest)) return largest;
    return largest + Math.log(given.reduce((total, x) => total + Math.exp(x - largest), 0));
  },
  exact: (given) => (given.length === 1 ? given[0] : null),
  // d/dx_k = e^(x_k - logsumexp(x)), the softmax
  derivative: (graph, given) => {
    const whole = apply(graph, 'logsumexp', ...given);
    return given.map((x) => apply(graph, 'exp', difference(graph, x, whole)));
  },
  notation: (given) => ({
    kind: 'call',
    name: 'log',
    arguments: [plus(given.map((x) => (x.kind === 'dots' ? x : raised(sym('e'), x))))],
  }),
  // nerdamer simplifies quotients of exponentials to what they are not: e^(x - log(e^x + e^y)) to e^(x - 1).
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};
