import { type Graph, Kind, type Node } from './graph.ts';

/** Constant powers beyond this stay unevaluated: 2^(10^9) would not fit anywhere. */
const largestFoldedExponent = 1000n;

/**
 * base ^ exponent, the exponent a Constant node. Rules: x^0 = 1 (also at 0, as for polynomials), x^1 = x, constants to
 * whole powers fold, (x^a)^b = x^(a b) for positive whole a and b.
 */
export function power(graph: Graph, base: Node, exponent: Node): Node {
  const n = graph.valueOf(exponent);
  if (n.equals(0)) return graph.one;
  if (n.equals(1)) return base;
  const whole = n.d === 1n;
  if (graph.kinds[base] === Kind.Constant && whole && n.n <= largestFoldedExponent) {
    const value = graph.valueOf(base);
    if (n.s > 0n || !value.equals(0)) return graph.constant(value.pow(n) ?? value);
  }
  if (graph.kinds[base] === Kind.Power && whole && n.s > 0n) {
    const inner = graph.valueOf(graph.slot(base, 1));
    if (inner.d === 1n && inner.s > 0n)
      return power(graph, graph.slot(base, 0), graph.constant(inner.mul(n)));
  }
  return graph.intern(Kind.Power, [base, exponent], 2);
}
