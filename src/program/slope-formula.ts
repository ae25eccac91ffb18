import type { Kink } from '../expr/graph.ts';
import { Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import { functionNamed, functions } from '../functions/index.ts';
import { add, apply, type Formula, multiply, number, power, type Slope } from '../index/formula.ts';

/** The derivative of a function of the catalogue as a formula over its arguments: s (1 - s) for a sigmoid s. */
export function slopeFormula({ function: name, arguments: given, by }: Slope, kink: Kink): Formula {
  const graph = new Graph(functions);
  const nodes = given.map((argument) =>
    argument.kind === 'number' ? graph.constant(argument.value) : graph.symbols(1),
  );
  const member = functionNamed(name);
  return formulaOf(graph, member.derivative(graph, nodes, kink)[by] ?? graph.zero, nodes, given);
}

function formulaOf(graph: Graph, node: Node, symbols: readonly Node[], given: readonly Formula[]): Formula {
  const kind = graph.kind(node);
  const slots = graph.slots.slice(argumentsStart(graph, node), argumentsEnd(graph, node));
  const parts = Array.from(slots, (part) => formulaOf(graph, part, symbols, given));
  switch (kind) {
    case Kind.Constant:
      return number(graph.valueOf(node));
    case Kind.Symbol:
      return given[symbols.indexOf(node)];
    case Kind.Sum:
      return add(...parts);
    case Kind.Product:
      return multiply(...parts);
    case Kind.Power:
      return power(parts[0], graph.valueOf(slots[1]));
    case Kind.Apply:
      return apply(graph.functions[graph.slot(node, 0)].name, ...parts);
    case Kind.Max:
    case Kind.Winner:
      throw new Error('the derivative of a function of the catalogue holds no maximum');
  }
}
