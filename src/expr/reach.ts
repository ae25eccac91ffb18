import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';

/** reached[n] is 1 for every node n that a root is made of. One pass downwards: arguments come before their users. */
export function reach(graph: Graph, roots: ArrayLike<Node>): Uint8Array {
  let top = -1;
  for (let i = 0; i < roots.length; i++) top = Math.max(top, roots[i]);
  const reached = new Uint8Array(top + 1);
  for (let i = 0; i < roots.length; i++) reached[roots[i]] = 1;
  for (let node = top; node >= 0; node--) {
    if (reached[node] === 0) continue;
    const end = argumentsEnd(graph, node);
    for (let at = argumentsStart(graph, node); at < end; at++) reached[graph.slots[at]] = 1;
  }
  return reached;
}

/** Position in `slots` of a node's first argument that is a node. */
export function argumentsStart(graph: Graph, node: Node): number {
  const start = graph.starts[node];
  // Slot 0 of an Apply is its function.
  return graph.kinds[node] === Kind.Apply ? start + 1 : start;
}

/** Position in `slots` just past a node's last argument that is a node. */
export function argumentsEnd(graph: Graph, node: Node): number {
  switch (graph.kind(node)) {
    case Kind.Constant:
    case Kind.Symbol:
      return graph.starts[node];
    case Kind.Winner:
      // (max node, which argument, tie policy)
      return graph.starts[node] + 1;
    case Kind.Sum:
    case Kind.Product:
    case Kind.Power:
    case Kind.Apply:
    case Kind.Max:
      return graph.starts[node + 1];
  }
}
