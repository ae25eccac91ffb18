import { floatValues } from '../evaluate/float-values.ts';
import { symbolValues } from '../evaluate/symbols.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import type { Model } from '../model/model.ts';
import type { ExpectedGraph } from './expected-graph.ts';

/** Values of everything that the roots are made of, at the model's values; undefined where it has none. */
export function regionValues(
  model: Model,
  { expansion }: ExpectedGraph,
  roots: readonly Node[],
): ((node: Node) => number) | undefined {
  if (!model.values) return undefined;
  const symbols = symbolValues(model, expansion, model.values);
  const values = floatValues(expansion.graph, roots, (node) => nearestDouble(symbols[node]));
  return (node) => values[node];
}
