import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';
import { reach } from './reach.ts';

/** Arithmetic operations that evaluating the roots takes, each shared node once: a sum of k terms is k - 1. */
export function operations(graph: Graph, roots: ArrayLike<Node>): number {
  const reached = reach(graph, roots);
  let count = 0;
  for (let node = 0; node < reached.length; node++) if (reached[node] === 1) count += cost(graph, node);
  return count;
}

function cost(graph: Graph, node: Node): number {
  switch (graph.kind(node)) {
    case Kind.Constant:
    case Kind.Symbol:
      return 0;
    case Kind.Sum:
    case Kind.Product:
    case Kind.Max:
      return graph.arity(node) - 1;
    case Kind.Power:
    case Kind.Apply:
    case Kind.Winner:
      return 1;
  }
}
