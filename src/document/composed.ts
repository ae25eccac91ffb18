import { gradient } from '../expr/differentiate.ts';
import { commonFactor, factored } from '../expr/factor.ts';
import { Graph, type Node } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import { functions } from '../functions/index.ts';
import { expand } from '../index/expand.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Notation } from '../notation/notation.ts';
import type { Setting } from './setting.ts';
import { symbolsFor, winnerNames } from './stage.ts';

/**
 * The gradient by one parameter with delta written out: the layers above, up to the loss or to the next layer with
 * weights, are expanded over the named entries of this layer's output, so that a reader sees (p - y)/2 and not only
 * delta. What every entry shares stands in front.
 */
export interface ComposedGradient {
  readonly graph: Graph;
  /** The factor of all entries; the node 1 if they share none. */
  readonly common: Node;
  /** What is left of each entry, row-major. */
  readonly rests: readonly Node[];
  name(node: Node): Notation | undefined;
}

export function composedGradient(setting: Setting, parameter: Tensor): ComposedGradient {
  const { model, names } = setting;
  const at = model.layers.findIndex(
    (layer) => layer.parameters.includes(parameter) || layer.input === parameter,
  );
  const layer = model.layers[at];
  const graph = new Graph(functions);
  const known = new Map<Node, Notation>();
  const entries = new Map<Tensor, Int32Array>();
  const winners: ((node: Node) => Notation | undefined)[] = [];
  const addSymbols = (tensor: Tensor): Int32Array => {
    const nodes = symbolsFor(graph, tensor);
    nodes.forEach((node, place) => {
      known.set(node, names.entry(tensor, place));
    });
    entries.set(tensor, nodes);
    return nodes;
  };

  const outputs = addSymbols(layer.output);
  const above = model.layers.slice(at + 1);
  const next = above.findIndex((upper) => upper.parameters.length > 0);
  const between = next < 0 ? above : above.slice(0, next);
  let top = layer.output;
  for (const upper of between) {
    const nodes = expand(graph, upper.definition, entries);
    nodes.forEach((node, place) => {
      if (!known.has(node)) known.set(node, names.entry(upper.output, place));
    });
    const input = entries.get(upper.input);
    if (input) winners.push(winnerNames(graph, upper.output, nodes, new Map([[upper.input, input]]), names));
    entries.set(upper.output, nodes);
    top = upper.output;
  }

  const objective = next < 0 && model.objective.kind === 'loss' ? lossNode() : pairedWithCotangent(top);
  const deltas = gradient(graph, objective, outputs, model.conventions);
  for (const tensor of [layer.input, ...layer.parameters]) addSymbols(tensor);
  const uses = expand(
    graph,
    layer.definition,
    new Map([...entries].filter(([tensor]) => tensor !== layer.output)),
  );
  const paired = sum(
    graph,
    Array.from(uses, (node, place) => product(graph, [deltas[place], node])),
  );
  const gradients = gradient(graph, paired, entries.get(parameter) ?? [], model.conventions);
  const { common, rests } = commonFactor(
    graph,
    gradients.map((node) => factored(graph, node)),
  );
  return {
    graph,
    common,
    rests,
    name: (node) => {
      for (const winner of winners) {
        const indicator = winner(node);
        if (indicator) return indicator;
      }
      return known.get(node);
    },
  };

  function lossNode(): Node {
    if (model.objective.kind !== 'loss') throw new Error('an upstream gradient is no loss');
    const { target, definition } = model.objective;
    if (target) addSymbols(target);
    return expand(graph, definition, entries)[0];
  }

  /** sum over k of dL/d(top)[k] * top[k], the cotangents named symbols */
  function pairedWithCotangent(tensor: Tensor): Node {
    const cotangents = symbolsFor(graph, tensor);
    cotangents.forEach((node, place) => {
      known.set(node, names.cotangentEntry(tensor, place));
    });
    const nodes = entries.get(tensor) ?? [];
    return sum(
      graph,
      Array.from(nodes, (node, place) => product(graph, [cotangents[place], node])),
    );
  }
}
