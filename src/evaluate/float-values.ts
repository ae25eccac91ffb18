import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import { type TiePolicy, tiePolicies } from '../expr/max.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import { TieRefused } from '../model/tie-refused.ts';

/** Values in double precision of every node that the roots are made of; `symbols` gives those of the Symbol nodes. */
export function floatValues(
  graph: Graph,
  roots: ArrayLike<Node>,
  symbols: (node: Node) => number,
): Float64Array {
  const reached = reach(graph, roots);
  const values = new Float64Array(reached.length);
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 1) values[node] = valueAt(graph, node, values, symbols);
  }
  return values;
}

/** The value of one node, from those of its arguments. */
export function valueAt(
  graph: Graph,
  node: Node,
  values: Float64Array,
  symbols: (node: Node) => number,
): number {
  const { slots } = graph;
  const start = argumentsStart(graph, node);
  const end = argumentsEnd(graph, node);
  switch (graph.kind(node)) {
    case Kind.Constant:
      return nearestDouble(graph.valueOf(node));
    case Kind.Symbol:
      return symbols(node);
    case Kind.Sum: {
      let total = 0;
      for (let at = start; at < end; at++) total += values[slots[at]];
      return total;
    }
    case Kind.Product: {
      let total = 1;
      for (let at = start; at < end; at++) total *= values[slots[at]];
      return total;
    }
    case Kind.Power:
      return values[slots[start]] ** values[slots[start + 1]];
    case Kind.Apply:
      return functionOf(graph, node).value(Array.from(slots.subarray(start, end), (from) => values[from]));
    case Kind.Max: {
      let largest = values[slots[start]];
      for (let at = start + 1; at < end; at++) largest = Math.max(largest, values[slots[at]]);
      return largest;
    }
    case Kind.Winner:
      return share(graph, node, (candidate, maximum) => values[candidate] === values[maximum]);
  }
}

/**
 * What one candidate of a maximum gets: 1 or 0, or with the policy "split" an equal part among those that tie.
 * Over all candidates of a window the shares sum to 1.
 */
export function share(graph: Graph, node: Node, wins: (candidate: Node, maximum: Node) => boolean): number {
  const maximum = graph.slot(node, 0);
  const which = graph.slot(node, 1);
  const policy: TiePolicy = tiePolicies[graph.slot(node, 2)];
  if (!wins(graph.slot(maximum, which), maximum)) return 0;
  const tied: number[] = [];
  for (let at = 0; at < graph.arity(maximum); at++) if (wins(graph.slot(maximum, at), maximum)) tied.push(at);
  switch (policy) {
    case 'first':
      return tied[0] === which ? 1 : 0;
    case 'last':
      return tied[tied.length - 1] === which ? 1 : 0;
    case 'split':
      return 1 / tied.length;
    case 'error':
      if (tied.length > 1) throw new TieRefused(tied.length);
      return 1;
  }
}
