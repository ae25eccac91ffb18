import { functionOf } from './apply.ts';
import { Contributions } from './contributions.ts';
import type { Kink } from './graph.ts';
import { type Graph, Kind } from './graph.ts';
import { type TiePolicy, winner } from './max.ts';
import type { Node } from './node.ts';
import { power } from './power.ts';
import { product } from './product.ts';
import { argumentsEnd, argumentsStart } from './reach.ts';

/** The choices that make a subgradient definite. */
export interface Subgradient {
  readonly ties: TiePolicy;
  readonly kink: Kink;
}

/**
 * The gradient of `root` by each node of `wrt`, as expressions in the same graph, which can be differentiated again.
 *
 * Reverse mode: every node gets its cotangent, d root / d node, from its users, then hands it to its arguments, each
 * times the local derivative. Users come after arguments, so one pass downwards does it; nothing recurses. Nodes that
 * `wrt` does not reach are passed over.
 */
export function gradient(graph: Graph, root: Node, wrt: ArrayLike<Node>, choice: Subgradient): Int32Array {
  const live = dependsOn(graph, root, wrt);
  const cotangents = new Contributions(root + 1);
  const result = new Map<Node, Node>();
  for (let i = 0; i < wrt.length; i++) result.set(wrt[i], graph.zero);
  cotangents.add(root, graph.one);
  for (let node = root; node >= 0; node--) {
    if (live[node] === 0) continue;
    const cotangent = cotangents.total(graph, node);
    if (cotangent === undefined || cotangent === graph.zero) continue;
    if (result.has(node)) result.set(node, cotangent);
    handDown(graph, node, cotangent, live, cotangents, choice);
  }
  return Int32Array.from(wrt, (node) => result.get(node) ?? graph.zero);
}

function handDown(
  graph: Graph,
  node: Node,
  cotangent: Node,
  live: Uint8Array,
  cotangents: Contributions,
  choice: Subgradient,
): void {
  const start = argumentsStart(graph, node);
  const count = argumentsEnd(graph, node) - start;
  const to = (which: number, local: Node): void => {
    const argument = graph.slots[start + which];
    if (live[argument] === 0) return;
    const term = product(graph, [cotangent, local]);
    if (term !== graph.zero) cotangents.add(argument, term);
  };
  switch (graph.kind(node)) {
    case Kind.Constant:
    case Kind.Symbol:
      return;
    case Kind.Sum:
      // d(a + b)/da = 1
      for (let which = 0; which < count; which++) {
        const argument = graph.slots[start + which];
        if (live[argument] === 1) cotangents.add(argument, cotangent);
      }
      return;
    case Kind.Product: {
      // d(a b)/da = b; for more factors, the product of all the others
      if (count === 2) {
        const [a, b] = [graph.slots[start], graph.slots[start + 1]];
        to(0, b);
        to(1, a);
        return;
      }
      const others = productsOfOthers(graph, graph.slots.slice(start, start + count));
      for (let which = 0; which < count; which++) to(which, others[which]);
      return;
    }
    case Kind.Power: {
      // d(x^n)/dx = n x^(n-1)
      const [base, exponent] = [graph.slots[start], graph.slots[start + 1]];
      const n = graph.valueOf(exponent);
      to(0, product(graph, [exponent, power(graph, base, graph.constant(n.sub(1)))]));
      return;
    }
    case Kind.Apply: {
      const given = Array.from(graph.slots.subarray(start, start + count));
      const partials = functionOf(graph, node).derivative(graph, given, choice.kink);
      partials.forEach((partial, which) => {
        if (partial !== null) to(which, partial);
      });
      return;
    }
    case Kind.Max:
      // d max(x_1, ..., x_n) / d x_k = 1 if x_k wins, else 0
      for (let which = 0; which < count; which++) {
        if (live[graph.slots[start + which]] === 1) to(which, winner(graph, node, which, choice.ties));
      }
      return;
    case Kind.Winner:
      // Constant wherever one argument is strictly the largest, so its derivative is 0.
      return;
  }
}

/** For each factor the product of all others, by running products from both ends: linear in the number of factors. */
function productsOfOthers(graph: Graph, factors: Int32Array): Node[] {
  const before: Node[] = [graph.one];
  for (let i = 0; i + 1 < factors.length; i++) before.push(product(graph, [before[i], factors[i]]));
  const others = new Array<Node>(factors.length);
  let after = graph.one;
  for (let i = factors.length - 1; i >= 0; i--) {
    others[i] = product(graph, [before[i], after]);
    after = product(graph, [after, factors[i]]);
  }
  return others;
}

/** 1 for each node up to `root` whose value moves when some node of `wrt` moves. */
function dependsOn(graph: Graph, root: Node, wrt: ArrayLike<Node>): Uint8Array {
  const live = new Uint8Array(root + 1);
  for (let i = 0; i < wrt.length; i++) if (wrt[i] <= root) live[wrt[i]] = 1;
  for (let node = 0; node <= root; node++) {
    const end = argumentsEnd(graph, node);
    for (let at = argumentsStart(graph, node); at < end && live[node] === 0; at++)
      live[node] = live[graph.slots[at]];
  }
  return live;
}
