import { analysisOf } from '../../evaluate/analysis.ts';
import { gradient } from '../../expr/differentiate.ts';
import { commonFactor, factored } from '../../expr/factor.ts';
import { Graph } from '../../expr/graph.ts';
import type { Node } from '../../expr/node.ts';
import { product } from '../../expr/product.ts';
import { argumentsEnd, argumentsStart, reach } from '../../expr/reach.ts';
import { sum } from '../../expr/sum.ts';
import { functions } from '../../functions/index.ts';
import { expand } from '../../index/expand.ts';
import { subformulas, tensorsIn } from '../../index/formula.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { Model, Step } from '../../model/model.ts';
import { symbolsFor } from '../../model/stage.ts';
import type { Notation } from '../../notation/notation.ts';
import type { Setting } from '../setting.ts';
import { winnerNames } from './stage-names.ts';

/**
 * The gradient with delta written out: the layers above a weighted layer, up to the loss, are expanded over the named
 * entries of its output, so that a reader sees (p - y)/2 and not only delta. Where other weights are between, delta
 * keeps its name.
 */
interface Composed {
  readonly graph: Graph;
  /** dL/d(output) for each entry of the layer's output. */
  readonly deltas: Int32Array;
  /** Whether the expansion reaches the loss. */
  readonly complete: boolean;
  name(node: Node): Notation | undefined;
}

interface ComposedGradient extends Composed {
  /** The factor of all entries; the node 1 if they share none. */
  readonly common: Node;
  /** What is left of each entry, row-major. */
  readonly rests: readonly Node[];
}

/** dL/d(output), over the output's own named entries. */
export function composedDeltas(setting: Setting, output: Tensor): Composed {
  return compose(setting, output).composed;
}

/** The gradient by a tensor that one step alone uses; undefined where several steps (or the loss) do. */
export function composedGradient(setting: Setting, tensor: Tensor): ComposedGradient | undefined {
  const { model } = setting;
  const [step, ...more] = analysisOf(model).users(tensor);
  if (!step || more.length > 0 || step.output.role === 'loss') return undefined;
  const { composed, entriesOf } = compose(setting, step.output);
  const { graph, deltas } = composed;
  const inputs = step.definitions.flatMap(({ body }) => tensorsIn(body));
  const entries = new Map(dataFirst(inputs).map((tensor) => [tensor, entriesOf(tensor)]));
  const outputs = expand(graph, step.definitions, entries);
  const paired = pairing(graph, deltas, outputs);
  const gradients = gradient(graph, paired, entries.get(tensor) ?? [], model.conventions);
  const { common, rests } = commonFactor(
    graph,
    gradients.map((node) => factored(graph, node)),
  );
  return { ...composed, common, rests };
}

function dataFirst(tensors: readonly Tensor[]): Tensor[] {
  const isData = ({ role }: Tensor): boolean => role === 'input' || role === 'output';
  return [...new Set([...tensors.filter(isData), ...tensors])];
}

function compose(
  setting: Setting,
  output: Tensor,
): { composed: Composed; entriesOf(tensor: Tensor): Int32Array } {
  const { model, names } = setting;
  const graph = new Graph(functions);
  const known = new Map<Node, () => Notation>();
  const winners: ((node: Node) => Notation | undefined)[] = [];
  const entries = new Map<Tensor, Int32Array>();
  /** What is not computed from the output has a name. */
  const entriesOf = (tensor: Tensor): Int32Array => {
    const there = entries.get(tensor);
    if (there) return there;
    const nodes = symbolsFor(graph, tensor);
    nodes.forEach((node, place) => {
      known.set(node, () => names.entry(tensor, place));
    });
    entries.set(tensor, nodes);
    return nodes;
  };
  const outputs = entriesOf(output);
  const { objective } = model;
  const above = stepsAbove(model, output);
  const named = (): { composed: Composed; entriesOf(tensor: Tensor): Int32Array } => {
    const deltas = symbolsFor(graph, output);
    deltas.forEach((node, place) => {
      known.set(node, () => names.cotangentEntry(output, place));
    });
    return { composed: { graph, deltas, complete: false, name: (node) => known.get(node)?.() }, entriesOf };
  };
  if (objective.kind === 'upstream' || above.some(({ parameters }) => parameters.length > 0)) return named();
  const made = new Map<Tensor, Int32Array>([[output, outputs]]);
  for (const step of above) {
    for (const tensor of [...step.inputs, ...step.constants]) entriesOf(tensor);
    const nodes = expand(graph, step.definitions, entries);
    nodes.forEach((node, place) => {
      if (!known.has(node)) known.set(node, () => names.entry(step.output, place));
    });
    winners.push(winnerNames(graph, step.output, nodes, made, names));
    entries.set(step.output, nodes);
    made.set(step.output, nodes);
  }
  for (const part of subformulas(objective.definition.body)) {
    if (part.kind === 'entry') entriesOf(part.tensor);
  }
  const [loss] = expand(graph, [objective.definition], entries);
  const deltas = gradient(graph, loss, outputs, model.conventions);
  const name = (node: Node): Notation | undefined => {
    for (const winner of winners) {
      const indicator = winner(node);
      if (indicator) return indicator;
    }
    return known.get(node)?.();
  };
  if (longestWritten(graph, deltas, name) > mostWritten) return named();
  return { composed: { graph, deltas, complete: true, name }, entriesOf };
}

/** Signs in one formula beyond which nobody reads it, and delta keeps its name. */
const mostWritten = 20_000;

/** How many signs the longest of these has when it is written out: what the graph has once, a page has every time. */
function longestWritten(graph: Graph, roots: Int32Array, name: (node: Node) => Notation | undefined): number {
  const reached = reach(graph, roots);
  const lengths = new Float64Array(reached.length);
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0) continue;
    lengths[node] = 1;
    if (name(node)) continue;
    for (let at = argumentsStart(graph, node); at < argumentsEnd(graph, node); at++)
      lengths[node] += lengths[graph.slots[at]];
  }
  return roots.reduce((longest, root) => Math.max(longest, lengths[root]), 0);
}

/** The steps that an output moves, in order. */
function stepsAbove({ steps }: Model, output: Tensor): Step[] {
  const moved = new Set<Tensor>([output]);
  return steps.filter((step) => {
    const moves = step.inputs.some((tensor) => moved.has(tensor));
    if (moves) moved.add(step.output);
    return moves;
  });
}

/** sum over k of cotangent[k] * output[k]: its gradient is what flows back. */
function pairing(graph: Graph, cotangents: Int32Array, outputs: Int32Array): Node {
  return sum(
    graph,
    Array.from(outputs, (node, place) => product(graph, [cotangents[place], node])),
  );
}
