import type { Kink } from '../expr/graph.ts';
import { Graph, Kind } from '../expr/graph.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import { functionNamed, functions } from '../functions/index.ts';
import type { Slope } from '../index/formula.ts';

/**
 * The derivative of a function by one of its arguments, as a function of the numbers of all of them. It is an
 * expression, derived once, with one symbol for each argument that is no number.
 */
export function slopeValue({ function: name, arguments: given, by }: Slope, kink: Kink) {
  const graph = new Graph(functions);
  const nodes = given.map((argument) =>
    argument.kind === 'number' ? graph.constant(argument.value) : graph.symbols(1),
  );
  const derivative = functionNamed(name).derivative(graph, nodes, kink)[by] ?? graph.zero;
  return nodeValue(graph, derivative, nodes);
}

/** A node as a function of the numbers of its symbols. */
function nodeValue(graph: Graph, node: Node, symbols: readonly Node[]): (given: readonly number[]) => number {
  const kind = graph.kind(node);
  if (kind === Kind.Constant) {
    const value = nearestDouble(graph.valueOf(node));
    return () => value;
  }
  if (kind === Kind.Symbol) {
    const at = symbols.indexOf(node);
    return (given) => given[at];
  }
  const nodes = graph.slots.slice(argumentsStart(graph, node), argumentsEnd(graph, node));
  const parts = Array.from(nodes, (part) => nodeValue(graph, part, symbols));
  switch (kind) {
    case Kind.Sum:
      return (given) => parts.reduce((total, part) => total + part(given), 0);
    case Kind.Product:
      return (given) => parts.reduce((product, part) => product * part(given), 1);
    case Kind.Power:
      return (given) => parts[0](given) ** parts[1](given);
    case Kind.Apply: {
      const applied = graph.functions[graph.slot(node, 0)];
      return (given) => applied.value(parts.map((part) => part(given)));
    }
    default:
      throw new Error('the derivative of a function of the catalogue holds no maximum');
  }
}
