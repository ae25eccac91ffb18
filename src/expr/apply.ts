import type { ScalarFunction } from './graph.ts';
import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';

/** The function of this name in the graph's catalogue, applied to its arguments. */
export function apply(graph: Graph, name: string, ...given: Node[]): Node {
  const place = graph.functions.findIndex((member) => member.name === name);
  if (place < 0) throw new Error(`no function ${name} in the catalogue`);
  return graph.intern(Kind.Apply, [place, ...given], given.length + 1);
}

/** The function that an Apply node applies. */
export function functionOf(graph: Graph, node: Node): ScalarFunction {
  return graph.functions[graph.slot(node, 0)];
}
