import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { atKink, bend } from './kink.ts';

/** ELU(x, a) = x for x > 0 and a (e^x - 1) for x <= 0. */
export const ELU: ScalarFunction = {
  name: 'ELU',
  summary: 'x where x > 0, a (e^x - 1) where not',
  arity: 2,
  // expm1: e^x - 1 without cancellation near 0
  value: ([x, alpha]) => (x > 0 ? x : alpha * Math.expm1(x)),
  exact: ([x]) => (x.compare(0) >= 0 ? x : null),
  derivative: (graph, [x, alpha], kink) => {
    const at = atKink(graph, kink, { pytorch: alpha, left: alpha, right: graph.one });
    const below = product(graph, [alpha, apply(graph, 'exp', x)]);
    return [apply(graph, 'piecewise', x, graph.zero, below, at, graph.one), null];
  },
  notation: ([x, alpha]) => ({ kind: 'call', name: 'ELU', parameter: alpha, arguments: [x] }),
  branch: ([x, alpha], values) => values && (values[0] > 0 ? x : `(${alpha})*(e^(${x})-1)`),
  branches: true,
  kinks: {
    where: 'at 0, where every number between the slopes on the two sides',
    pytorch: 'the slope on the left',
  },
  kinkAt: ([x, alpha]) => (x === 0 ? bend(alpha, 1) : undefined),
};
