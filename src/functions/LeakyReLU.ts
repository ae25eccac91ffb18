import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { atKink, bend } from './kink.ts';

/** LeakyReLU(x, a) = x for x > 0 and a x for x <= 0; a is a number, or a parameter that learns (PReLU). */
export const LeakyReLU: ScalarFunction = {
  name: 'LeakyReLU',
  summary: 'x where x > 0, a x where not',
  arity: 2,
  value: ([x, slope]) => (x > 0 ? x : slope * x),
  exact: ([x, slope]) => (x.compare(0) > 0 ? x : slope.mul(x)),
  derivative: (graph, [x, slope], kink) => {
    const { zero, one } = graph;
    const at = atKink(graph, kink, { pytorch: slope, left: slope, right: one });
    // d/da of a x, where that piece is taken
    return [
      apply(graph, 'piecewise', x, zero, slope, at, one),
      apply(graph, 'piecewise', x, zero, x, zero, zero),
    ];
  },
  notation: ([x, slope]) => ({ kind: 'call', name: 'LeakyReLU', parameter: slope, arguments: [x] }),
  choice: ([x, slope], { number, product }) => ({
    left: x,
    relation: '>',
    right: number(0),
    yes: x,
    no: product(slope, x),
  }),
  branch: ([x, slope], values) => values && (values[0] > 0 ? x : `(${slope})*(${x})`),
  branches: true,
  kinks: {
    where: 'at 0, where every number between the slopes on the two sides',
    pytorch: 'the slope on the left',
  },
  kinkAt: ([x, slope]) => (x === 0 ? bend(slope, 1) : undefined),
};
