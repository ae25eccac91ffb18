import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { gradient } from '../expr/differentiate.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import type { Tensor } from '../index/tensor.ts';
import { chosenTensors, type Expansion } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { analysisOf } from './analysis.ts';
import { demandFinite } from './demand-finite.ts';
import type { Evaluated, EvaluatedModel, WantedDerivatives } from './evaluated.ts';
import { type ExactValues, exactNodeLimit, exactValues } from './exact-values.ts';
import { floatValues } from './float-values.ts';
import { movedBy } from './moves.ts';
import { nonsmooth } from './nonsmooth.ts';
import { hessian, hessianTimes, jacobian } from './second-order.ts';
import { entriesOf, symbolValues, valuesOf } from './symbols.ts';

/**
 * Outputs, loss and gradients of a model at its values, and what else is wanted, entry by entry: exactly too, where that
 * is not too much. Throws BadInput if the model has no values, or if a result is no finite number.
 */
export function evaluateByGraph(model: Model, wanted: WantedDerivatives = {}): EvaluatedModel {
  const values = valuesOf(model);
  const { expansion } = analysisOf(model);
  const { graph, entries, objective } = expansion;
  const wrt = chosenTensors(model, wanted.wrt);
  const outputs = model.steps.filter(({ inner }) => !inner).map(({ output }) => output);
  const slopes = gradient(
    graph,
    objective,
    concatenated(wrt.map((tensor) => entriesOf(entries, tensor))),
    model.conventions,
  );
  const gradients = splitLike(
    wrt.map((tensor) => entriesOf(entries, tensor)),
    slopes,
  );
  const second = wanted.order === 2 ? secondOrder(model, expansion, wrt, wanted.times) : [];
  const jacobians = (wanted.jacobian ?? []).map((name) =>
    jacobiansOf(model, expansion, outputNamed(outputs, name), wrt),
  );
  const found: WantedNodes[] = [
    ...outputs.map((tensor): WantedNodes => ({ ...tensor, nodes: entriesOf(entries, tensor) })),
    ...wrt.map((tensor, at): WantedNodes => ({ ...tensor, nodes: gradients[at] })),
    ...second,
    ...jacobians.flatMap(({ by }) => by),
  ];
  const roots = concatenated([[objective], ...found.map(({ nodes }) => nodes)]);

  const symbols = symbolValues(model, expansion, values);
  const symbol = (node: Node): number => nearestDouble(symbols[node]);
  const floats = floatValues(graph, roots, symbol);
  const exacts =
    graph.size <= exactNodeLimit ? exactValues(graph, roots, (node) => symbols[node]) : undefined;
  const numbers = (found: WantedNodes): Evaluated => {
    const { shape, hiddenAxis, nodes } = found;
    // + 0 turns -0 into 0, which is what one expects to read.
    const value = Float64Array.from(nodes, (node) => floats[node] + 0);
    demandFinite(model, found, value);
    return {
      shape,
      ...(hiddenAxis !== undefined && { hiddenAxis }),
      value,
      exact: exacts ? allExact(exacts, nodes) : null,
    };
  };
  const named = (some: readonly WantedNodes[]): Map<string, Evaluated> =>
    new Map(some.map((array) => [array.name, numbers(array)]));
  // In the order of computation, so that the first result without a value is the one that is named.
  const evaluatedOutputs = named(found.slice(0, outputs.length));
  return {
    loss:
      model.objective.kind === 'loss' ? numbers({ name: 'the loss', shape: [], nodes: [objective] }) : null,
    outputs: evaluatedOutputs,
    gradients: named(found.slice(outputs.length, outputs.length + wrt.length)),
    hessians: named(second),
    jacobians: new Map(jacobians.map(({ of, by }) => [of, named(by)])),
    choices: movedBy(graph, nonsmooth(model, expansion, floats), wrt, gradients, floats),
  };
}

/** Nodes that are wanted as numbers. */
interface WantedNodes extends Pick<Tensor, 'name' | 'shape' | 'hiddenAxis'> {
  readonly nodes: readonly Node[] | Int32Array;
}

function secondOrder(
  { conventions }: Model,
  expansion: Expansion,
  wrt: readonly Tensor[],
  times: WantedDerivatives['times'],
): WantedNodes[] {
  return wrt.map((tensor): WantedNodes => {
    const direction = times?.get(tensor.name);
    return direction
      ? {
          name: tensor.name,
          shape: tensor.shape,
          nodes: hessianTimes(expansion, tensor, direction, conventions),
        }
      : {
          name: tensor.name,
          shape: [...tensor.shape, ...tensor.shape],
          nodes: hessian(expansion, tensor, conventions),
        };
  });
}

function jacobiansOf(
  { conventions }: Model,
  expansion: Expansion,
  output: Tensor,
  wrt: readonly Tensor[],
): { of: string; by: WantedNodes[] } {
  const by = wrt.map(
    (tensor): WantedNodes => ({
      name: tensor.name,
      shape: [...output.shape, ...tensor.shape],
      nodes: jacobian(expansion, output, tensor, conventions),
    }),
  );
  return { of: output.name, by };
}

function outputNamed(outputs: readonly Tensor[], name: string): Tensor {
  const output = outputs.find((tensor) => tensor.name === name);
  if (output) return output;
  throw new BadInput(
    `--jacobian: found ${JSON.stringify(name)}, expected an output of the model; it has ${outputs.map((tensor) => tensor.name).join(', ')}.`,
  );
}

function allExact(values: ExactValues, at: ArrayLike<Node>): Fraction[] | null {
  const all: Fraction[] = [];
  for (let i = 0; i < at.length; i++) {
    const value = values.get(at[i]);
    if (!value) return null;
    all.push(value);
  }
  return all;
}

function concatenated(parts: readonly ArrayLike<Node>[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function splitLike(parts: readonly ArrayLike<Node>[], whole: Int32Array): Int32Array[] {
  let at = 0;
  return parts.map((part) => {
    at += part.length;
    return whole.subarray(at - part.length, at);
  });
}
