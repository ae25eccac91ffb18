import { mostDigits, powerDigits } from './digits.ts';
import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';

/** Beyond this exponents are no longer put together: as doubles they would be rounded. */
export const largestExponent = 2n ** 31n;

/**
 * base ^ exponent, the exponent a Constant node. Rules: x^0 = 1 (also at 0, as for polynomials), x^1 = x, constants to
 * whole powers fold unless they have too many digits, (x^a)^b = x^(a b) for positive whole a and b.
 */
export function power(graph: Graph, base: Node, exponent: Node): Node {
  const n = graph.valueOf(exponent);
  if (n.equals(0)) return graph.one;
  if (n.equals(1)) return base;
  const whole = n.d === 1n;
  if (graph.kinds[base] === Kind.Constant && whole) {
    const value = graph.valueOf(base);
    if ((n.s > 0n || !value.equals(0)) && powerDigits(value, n) <= mostDigits)
      return graph.constant(value.pow(n) ?? value);
  }
  if (graph.kinds[base] === Kind.Power && whole && n.s > 0n) {
    const inner = graph.valueOf(graph.slot(base, 1));
    if (inner.d === 1n && inner.s > 0n && inner.n * n.n <= largestExponent)
      return power(graph, graph.slot(base, 0), graph.constant(inner.mul(n)));
  }
  return graph.intern(Kind.Power, [base, exponent], 2);
}
