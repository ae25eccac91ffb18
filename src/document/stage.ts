import { gradient } from '../expr/differentiate.ts';
import { Graph, Kind, type Node } from '../expr/graph.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import { functions } from '../functions/index.ts';
import { expand } from '../index/expand.ts';
import type { Definition } from '../index/formula.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import type { Conventions } from '../model/model.ts';
import { compare } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { entrySubscripts, shownAxes } from '../writing/entry-name.ts';
import type { Names } from './names.ts';

/**
 * One layer (or the loss) on its own: its inputs and the cotangents of its outputs are symbols with names, so that
 * what it computes and what it hands back are written in the words of the neighbouring layers, not expanded through
 * them. The gradient is derived by the same engine as that of the whole model.
 */
export interface Stage {
  readonly graph: Graph;
  readonly output: Tensor;
  /** The output's entries, as expressions of the inputs. */
  readonly outputs: Int32Array;
  /** Symbols for the cotangents of the outputs; undefined for the loss, whose own cotangent is 1. */
  readonly cotangents: Int32Array | undefined;
  readonly symbols: ReadonlyMap<Tensor, Int32Array>;
  /** For each input tensor: what the layer hands back to each entry. */
  readonly gradients: ReadonlyMap<Tensor, Int32Array>;
}

/** `inputs` in the order in which products are to be written: the data first, then the parameters. */
export function stageOf(
  definition: Definition,
  inputs: readonly Tensor[],
  wrt: readonly Tensor[],
  conventions: Conventions,
  isLoss = false,
): Stage {
  const graph = new Graph(functions);
  const { output } = definition;
  const cotangents = isLoss ? undefined : symbolsFor(graph, output);
  const symbols = new Map(inputs.map((tensor) => [tensor, symbolsFor(graph, tensor)]));
  const outputs = expand(graph, definition, symbols);
  // What flows back to an input is the gradient of sum over k of cotangent[k] * output[k].
  const paired = cotangents
    ? sum(
        graph,
        Array.from(outputs, (node, place) => product(graph, [cotangents[place], node])),
      )
    : outputs[0];
  const gradients = new Map<Tensor, Int32Array>();
  for (const tensor of wrt) {
    gradients.set(tensor, gradient(graph, paired, symbols.get(tensor) ?? [], conventions));
  }
  return { graph, output, outputs, cotangents, symbols, gradients };
}

export function symbolsFor(graph: Graph, tensor: Tensor): Int32Array {
  const first = graph.symbols(entryCount(tensor.shape));
  return Int32Array.from({ length: entryCount(tensor.shape) }, (_, place) => first + place);
}

/** Names of the nodes of a stage that have one: its symbols, and the indicators of its maxima. */
export function stageNames(stage: Stage, names: Names): (node: Node) => Notation | undefined {
  const known = new Map<Node, Notation>();
  stage.cotangents?.forEach((node, place) => {
    known.set(node, names.cotangentEntry(stage.output, place));
  });
  for (const [tensor, nodes] of stage.symbols) {
    nodes.forEach((node, place) => {
      known.set(node, names.entry(tensor, place));
    });
  }
  const winners = winnerNames(stage.graph, stage.output, stage.outputs, stage.symbols, names);
  return (node) => known.get(node) ?? winners(node);
}

/**
 * The indicator 1_{ij} that entry (i, j) wins its window. Where windows overlap, an entry may win in one and lose in
 * another, and the indicator is written [entry = output] instead.
 */
export function winnerNames(
  graph: Graph,
  output: Tensor,
  outputs: Int32Array,
  inputs: ReadonlyMap<Tensor, Int32Array>,
  names: Names,
): (node: Node) => Notation | undefined {
  const windows = new Map<Node, number>();
  const uses = new Map<Node, number>();
  outputs.forEach((node, place) => {
    if (graph.kind(node) !== Kind.Max) return;
    windows.set(node, place);
    for (let at = 0; at < graph.arity(node); at++) {
      const candidate = graph.slot(node, at);
      uses.set(candidate, (uses.get(candidate) ?? 0) + 1);
    }
  });
  if (windows.size === 0) return () => undefined;
  const overlapping = [...uses.values()].some((count) => count > 1);
  const places = new Map<Node, [Tensor, number]>();
  for (const [tensor, nodes] of inputs) {
    nodes.forEach((node, place) => {
      places.set(node, [tensor, place]);
    });
  }
  return (node) => {
    if (graph.kind(node) !== Kind.Winner) return undefined;
    const maximum = graph.slot(node, 0);
    const window = windows.get(maximum);
    const candidate = places.get(graph.slot(maximum, graph.slot(node, 1)));
    if (window === undefined || !candidate) return undefined;
    const [tensor, place] = candidate;
    if (overlapping) {
      return {
        kind: 'bracket',
        condition: compare(names.entry(tensor, place), '=', names.entry(output, window)),
      };
    }
    const subscripts = entrySubscripts(tensor.shape, place);
    return { kind: 'indicator', subscripts: shownAxes(tensor.shape).map((axis) => subscripts[axis]) };
  };
}
