import { gradient } from '../expr/differentiate.ts';
import { commonFactor, factored } from '../expr/factor.ts';
import { Graph, type Node } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import { functions } from '../functions/index.ts';
import { expand } from '../index/expand.ts';
import type { Tensor } from '../index/tensor.ts';
import type { ModelLayer } from '../model/model.ts';
import type { Notation } from '../notation/notation.ts';
import type { Setting } from './setting.ts';
import { symbolsFor, winnerNames } from './stage.ts';

/**
 * The gradient with delta written out: the layers above a weighted layer, up to the loss, are expanded over the named
 * entries of its output, so that a reader sees (p - y)/2 and not only delta. Where other weights are between, delta
 * keeps its name.
 */
export interface Composed {
  readonly graph: Graph;
  /** dL/d(output) for each entry of the layer's output. */
  readonly deltas: Int32Array;
  /** Whether the expansion reaches the loss. */
  readonly complete: boolean;
  name(node: Node): Notation | undefined;
}

export interface ComposedGradient extends Composed {
  /** The factor of all entries; the node 1 if they share none. */
  readonly common: Node;
  /** What is left of each entry, row-major. */
  readonly rests: readonly Node[];
}

/** The deltas of a layer's output, over its own named entries. */
export function composedDeltas(setting: Setting, layer: ModelLayer): Composed {
  return compose(setting, layer).composed;
}

export function composedGradient(setting: Setting, parameter: Tensor): ComposedGradient {
  const { model } = setting;
  const layer = model.layers.find(
    ({ parameters, input }) => parameters.includes(parameter) || input === parameter,
  );
  if (!layer) throw new Error(`no layer takes ${parameter.name}`);
  const { composed, addSymbols } = compose(setting, layer);
  const { graph, deltas } = composed;
  const entries = new Map([layer.input, ...layer.parameters].map((tensor) => [tensor, addSymbols(tensor)]));
  const outputs = expand(graph, layer.definition, entries);
  const paired = pairing(graph, deltas, outputs);
  const gradients = gradient(graph, paired, entries.get(parameter) ?? [], model.conventions);
  const { common, rests } = commonFactor(
    graph,
    gradients.map((node) => factored(graph, node)),
  );
  return { ...composed, common, rests };
}

function compose(
  setting: Setting,
  layer: ModelLayer,
): { composed: Composed; addSymbols(tensor: Tensor): Int32Array } {
  const { model, names } = setting;
  const graph = new Graph(functions);
  const known = new Map<Node, Notation>();
  const winners: ((node: Node) => Notation | undefined)[] = [];
  const addSymbols = (tensor: Tensor): Int32Array => {
    const nodes = symbolsFor(graph, tensor);
    nodes.forEach((node, place) => {
      known.set(node, names.entry(tensor, place));
    });
    return nodes;
  };
  const entries = new Map<Tensor, Int32Array>();
  const outputs = addSymbols(layer.output);
  entries.set(layer.output, outputs);
  const above = model.layers.slice(model.layers.indexOf(layer) + 1);
  const { objective } = model;
  if (objective.kind === 'upstream' || above.some((upper) => upper.parameters.length > 0)) {
    const deltas = symbolsFor(graph, layer.output);
    deltas.forEach((node, place) => {
      known.set(node, names.cotangentEntry(layer.output, place));
    });
    return { composed: { graph, deltas, complete: false, name: (node) => known.get(node) }, addSymbols };
  }
  let [top, topNodes] = [layer.output, outputs];
  for (const upper of above) {
    const nodes = expand(graph, upper.definition, entries);
    nodes.forEach((node, place) => {
      if (!known.has(node)) known.set(node, names.entry(upper.output, place));
    });
    winners.push(winnerNames(graph, upper.output, nodes, new Map([[top, topNodes]]), names));
    entries.set(upper.output, nodes);
    [top, topNodes] = [upper.output, nodes];
  }
  if (objective.target) entries.set(objective.target, addSymbols(objective.target));
  const [loss] = expand(graph, objective.definition, entries);
  const deltas = gradient(graph, loss, outputs, model.conventions);
  const name = (node: Node): Notation | undefined => {
    for (const winner of winners) {
      const indicator = winner(node);
      if (indicator) return indicator;
    }
    return known.get(node);
  };
  return { composed: { graph, deltas, complete: true, name }, addSymbols };
}

/** sum over k of cotangent[k] * output[k]: its gradient is what flows back. */
function pairing(graph: Graph, cotangents: Int32Array, outputs: Int32Array): Node {
  return sum(
    graph,
    Array.from(outputs, (node, place) => product(graph, [cotangents[place], node])),
  );
}
