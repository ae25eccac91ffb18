import { gradient } from '../expr/differentiate.ts';
import { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import { functions } from '../functions/index.ts';
import { expand } from '../index/expand.ts';
import { tensorsIn } from '../index/formula.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import type { Conventions } from './model.ts';
import type { Rule } from './rules.ts';

/**
 * Some steps on their own: their inputs and the cotangents of their outputs are symbols with names, so that what they
 * compute and what they hand back are written in the words of the neighbouring steps, not expanded through them.
 */
export interface Stage {
  readonly graph: Graph;
  readonly symbols: ReadonlyMap<Tensor, Int32Array>;
  /** Symbols for dL/d(output), by output; none for the loss, whose own cotangent is 1. */
  readonly cotangents: ReadonlyMap<Tensor, Int32Array>;
  /** The entries of the outputs, as expressions of the inputs. */
  readonly outputs: ReadonlyMap<Tensor, Int32Array>;
}

export interface Forward extends Stage {
  readonly made: Int32Array;
}

export interface Backward extends Stage {
  readonly gradient: Int32Array;
}

/** How the output of one rule comes from its inputs. */
export function forwardStage(rule: Rule): Forward {
  const graph = new Graph(functions);
  const symbols = symbolsOfAll(graph, takenBy([rule]));
  const made = expand(graph, rule.definitions, symbols);
  return { graph, symbols, cotangents: new Map(), outputs: new Map([[rule.output, made]]), made };
}

/**
 * What flows back to each entry of a tensor from the rules that use it. The gradient is derived by the same engine as
 * that of the whole model: it is that of the sum over k of cotangent[k] * output[k].
 */
export function backwardStage(tensor: Tensor, users: readonly Rule[], conventions: Conventions): Backward {
  const graph = new Graph(functions);
  // Cotangents first: a product is written in the order in which its factors came into being.
  const cotangents = symbolsOfAll(
    graph,
    users.map(({ output }) => output).filter(({ role }) => role !== 'loss'),
  );
  const symbols = symbolsOfAll(graph, new Set([tensor, ...takenBy(users)]));
  const outputs = new Map<Tensor, Int32Array>();
  const paired: Node[] = [];
  for (const { output, definitions } of users) {
    const nodes = expand(graph, definitions, symbols);
    outputs.set(output, nodes);
    const above = cotangents.get(output);
    nodes.forEach((node, place) => {
      paired.push(above ? product(graph, [above[place], node]) : node);
    });
  }
  const root = paired.length === 0 ? graph.zero : sum(graph, paired);
  return {
    graph,
    symbols,
    cotangents,
    outputs,
    gradient: gradient(graph, root, symbols.get(tensor) ?? [], conventions),
  };
}

/** The tensors that rules take: data first, then parameters, then what is only given. */
function takenBy(rules: readonly Rule[]): Set<Tensor> {
  const inputs = rules.flatMap(({ definitions }) => definitions.flatMap(({ body }) => tensorsIn(body)));
  const rank = ({ role }: Tensor): number =>
    role === 'input' || role === 'output' ? 0 : role === 'target' || role === 'constant' ? 2 : 1;
  return new Set(inputs.toSorted((a, b) => rank(a) - rank(b)));
}

function symbolsOfAll(graph: Graph, tensors: Iterable<Tensor>): Map<Tensor, Int32Array> {
  return new Map(Array.from(tensors, (tensor) => [tensor, symbolsFor(graph, tensor)]));
}

export function symbolsFor(graph: Graph, tensor: Tensor): Int32Array {
  const first = graph.symbols(entryCount(tensor.shape));
  return Int32Array.from({ length: entryCount(tensor.shape) }, (_, place) => first + place);
}
