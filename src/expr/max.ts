import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';

/**
 * What the derivative of a maximum is where several arguments are the largest: all of it to the first, all to the
 * last, an equal share to each, or a refusal to choose. The four are told apart by their place in this list.
 */
export const tiePolicies = ['first', 'last', 'split', 'error'] as const;
export type TiePolicy = (typeof tiePolicies)[number];

/** max(arguments), kept in the given order, since the tie policies first and last speak of it. */
export function max(graph: Graph, candidates: ArrayLike<Node>): Node {
  return candidates.length === 1 ? candidates[0] : graph.intern(Kind.Max, candidates, candidates.length);
}

/** 1 where argument number `which` of the Max node wins under the policy, 0 where it does not; over a window they sum to 1. */
export function winner(graph: Graph, maximum: Node, which: number, ties: TiePolicy): Node {
  return graph.intern(Kind.Winner, [maximum, which, tiePolicies.indexOf(ties)], 3);
}
