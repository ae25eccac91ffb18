import { type Graph, Kind, type Node } from './graph.ts';

/** The function of this name, applied to its arguments. */
export function apply(graph: Graph, name: string, ...given: Node[]): Node {
  let number = graph.functionNames.indexOf(name);
  if (number < 0) number = graph.functionNames.push(name) - 1;
  return graph.intern(Kind.Apply, [number, ...given], given.length + 1);
}

/** Name of the function that an Apply node applies. */
export function functionName(graph: Graph, node: Node): string {
  return graph.functionNames[graph.slot(node, 0)];
}
