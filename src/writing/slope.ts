import { apply } from '../expr/apply.ts';
import { gradient, type Subgradient } from '../expr/differentiate.ts';
import { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { functions } from '../functions/index.ts';
import type { Formula, Slope } from '../index/formula.ts';
import type { Notation } from '../notation/notation.ts';
import { ofExpression } from './of-expression.ts';

/**
 * A function's own derivative, taken by the engine at symbols that stand for its arguments. Where the function's value
 * has a name, the derivative is written in it: a (1 - a) for a sigmoid a.
 */
export function slopeNotation(
  { function: name, arguments: given, by }: Slope,
  written: (argument: Formula) => Notation,
  applied: Notation | undefined,
  choice: Subgradient,
): Notation {
  const graph = new Graph(functions);
  const nodes = given.map((argument) =>
    argument.kind === 'number' ? graph.constant(argument.value) : graph.symbols(1),
  );
  const value = apply(graph, name, ...nodes);
  const [slope] = gradient(graph, value, [nodes[by]], choice);
  const names = new Map<Node, Notation>(applied ? [[value, applied]] : []);
  given.forEach((argument, at) => {
    if (argument.kind !== 'number') names.set(nodes[at], written(argument));
  });
  return ofExpression(graph, slope, { name: (node) => names.get(node) });
}
