import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';

/** How long a text of an expression is at least, whichever branches are taken: no text is made to find it. */
export function leastLength(graph: Graph, root: Node): number {
  const reached = reach(graph, [root]);
  const lengths = new Float64Array(reached.length);
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0) continue;
    let [whole, least] = [0, Number.POSITIVE_INFINITY];
    for (let at = argumentsStart(graph, node); at < argumentsEnd(graph, node); at++) {
      const length = lengths[graph.slots[at]];
      whole += length;
      least = Math.min(least, length);
    }
    lengths[node] = Math.max(1, ofKind(graph, node, whole, least));
  }
  return lengths[root];
}

function ofKind(graph: Graph, node: Node, whole: number, least: number): number {
  switch (graph.kind(node)) {
    case Kind.Max:
      return least;
    case Kind.Apply:
      // A branch may be a number: ReLU is 0 below 0.
      return functionOf(graph, node).branches ? 1 : whole;
    case Kind.Sum:
    case Kind.Product:
    case Kind.Power:
      return whole;
    default:
      return 1;
  }
}
