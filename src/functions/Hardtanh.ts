import { apply } from '../expr/apply.ts';
import { atom } from '../expr/code.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { atKink, bend } from './kink.ts';
import { called } from './spelled.ts';

/** Hardtanh(x, a, b): x between a and b, a below, b above. */
export const Hardtanh: ScalarFunction = {
  name: 'Hardtanh',
  summary: 'x between two bounds, the nearer bound beyond them',
  arity: 3,
  value: ([x, least, most]) => Math.min(Math.max(x, least), most),
  exact: ([x, least, most]) => (x.compare(least) < 0 ? least : x.compare(most) > 0 ? most : x),
  // [a < x] [x < b]
  derivative: (graph, [x, least, most], kink) => {
    const { zero, one } = graph;
    const atLeast = atKink(graph, kink, { pytorch: zero, left: zero, right: one });
    const atMost = atKink(graph, kink, { pytorch: zero, left: one, right: zero });
    return [
      product(graph, [
        apply(graph, 'piecewise', x, least, zero, atLeast, one),
        apply(graph, 'piecewise', x, most, one, atMost, zero),
      ]),
      null,
      null,
    ];
  },
  notation: ([x, least, most]) => ({
    kind: 'call',
    name: 'max',
    arguments: [least, { kind: 'call', name: 'min', arguments: [x, most] }],
  }),
  code: {
    js: { call: ([x, least, most]) => atom(`Math.min(Math.max(${x.text}, ${least.text}), ${most.text})`) },
    c: { call: ([x, least, most]) => atom(`fmin(fmax(${x.text}, ${least.text}), ${most.text})`) },
    numpy: called('np.clip'),
    torch: called('torch.clamp'),
    jax: called('jnp.clip'),
  },
  branch: ([x, least, most], values) => {
    if (!values) return undefined;
    return values[0] < values[1] ? least : values[0] > values[2] ? most : x;
  },
  scales: true,
  branches: true,
  kinks: { where: 'at either bound, where every number from 0 to 1', pytorch: '0' },
  kinkAt: ([x, least, most]) => (x === least ? bend(0, 1) : x === most ? bend(1, 0) : undefined),
};
