import { libraryUnits, type Round, roundedValue } from '../engine/algebra/rounded.ts';
import { share } from '../evaluate/float-values.ts';
import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';

/**
 * Values of every node that the roots are made of, in an arithmetic in which each rounding goes up or down at random:
 * Monte Carlo arithmetic (Parker 1997). How far the results of some runs are apart tells how much of them is rounding,
 * with everything that makes errors grow, cancel or move together: close races of a maximum and kinks included. What
 * is computed exactly, such as sums of small whole numbers, stays exact, so that a tie stays a tie.
 */
export function randomlyRounded(
  graph: Graph,
  roots: ArrayLike<Node>,
  symbols: (node: Node) => number,
  round: Round,
): Float64Array {
  const reached = reach(graph, roots);
  const values = new Float64Array(reached.length);
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 1) values[node] = valueAt(graph, node, values, symbols, round);
  }
  return values;
}

function valueAt(
  graph: Graph,
  node: Node,
  values: Float64Array,
  symbols: (node: Node) => number,
  round: Round,
): number {
  const { slots } = graph;
  const start = argumentsStart(graph, node);
  const end = argumentsEnd(graph, node);
  switch (graph.kind(node)) {
    case Kind.Constant:
      return round(nearestDouble(graph.valueOf(node)));
    case Kind.Symbol:
      return round(symbols(node));
    case Kind.Sum: {
      let total = values[slots[start]];
      for (let at = start + 1; at < end; at++) total = round(total + values[slots[at]]);
      return total;
    }
    case Kind.Product: {
      let total = values[slots[start]];
      for (let at = start + 1; at < end; at++) total = round(total * values[slots[at]]);
      return total;
    }
    case Kind.Power:
      return round(values[slots[start]] ** values[slots[start + 1]], libraryUnits);
    case Kind.Apply: {
      const given = Array.from(slots.subarray(start, end), (from) => values[from]);
      return roundedValue(functionOf(graph, node).name, round)(given);
    }
    case Kind.Max: {
      let largest = values[slots[start]];
      for (let at = start + 1; at < end; at++) largest = Math.max(largest, values[slots[at]]);
      return largest;
    }
    case Kind.Winner:
      return share(graph, node, (candidate, maximum) => values[candidate] === values[maximum]);
  }
}
