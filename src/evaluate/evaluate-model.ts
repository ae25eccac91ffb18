import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { gradient } from '../expr/differentiate.ts';
import type { Node } from '../expr/graph.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { differentiable, type Expansion, expandModel, givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import type { ExactArray } from '../values/exact-array.ts';
import { type ExactValues, exactValues } from './exact-values.ts';
import { floatValues } from './float-values.ts';

/** Numbers of one tensor, row-major. `exact` is null where an entry is irrational or exact arithmetic was not run. */
export interface Evaluated {
  readonly shape: Shape;
  readonly value: Float64Array;
  readonly exact: readonly Fraction[] | null;
}

export interface EvaluatedModel {
  /** Null when the model has an upstream gradient instead of a loss. */
  readonly loss: Evaluated | null;
  /** By the name of each layer's output. */
  readonly outputs: ReadonlyMap<string, Evaluated>;
  /** By the name of the input and of each parameter. */
  readonly gradients: ReadonlyMap<string, Evaluated>;
}

/** Beyond this many nodes exact fractions cost minutes and their digits fill pages: floating point alone, and `exact` null. */
export const exactNodeLimit = 300_000;

/** Outputs, loss and gradients of a model at its values. Throws BadInput if the model has none. */
export function evaluateModel(model: Model): EvaluatedModel {
  const values = valuesOf(model);
  const expansion = expandModel(model);
  const { graph, entries, objective } = expansion;
  const wrt = differentiable(model);
  const nodes = wrt.map((tensor) => entriesOf(entries, tensor));
  const gradients = splitLike(nodes, gradient(graph, objective, concatenated(nodes), model.conventions));
  const outputs = model.steps.filter(({ inner }) => !inner).map(({ output }) => output);
  const roots = concatenated([
    [objective],
    ...gradients,
    ...outputs.map((tensor) => entriesOf(entries, tensor)),
  ]);

  const symbols = symbolValues(model, expansion, values);
  const floats = floatValues(graph, roots, (node) => nearestDouble(symbols[node]));
  const exacts =
    graph.size <= exactNodeLimit ? exactValues(graph, roots, (node) => symbols[node]) : undefined;
  const numbers = (shape: Shape, at: ArrayLike<Node>): Evaluated => ({
    shape,
    // + 0 turns -0 into 0, which is what one expects to read.
    value: Float64Array.from(at, (node) => floats[node] + 0),
    exact: exacts ? allExact(exacts, at) : null,
  });
  return {
    loss: model.objective.kind === 'loss' ? numbers([], [objective]) : null,
    outputs: new Map(
      outputs.map((tensor) => [tensor.name, numbers(tensor.shape, entriesOf(entries, tensor))]),
    ),
    gradients: new Map(wrt.map((tensor, which) => [tensor.name, numbers(tensor.shape, gradients[which])])),
  };
}

/** The exact number of every Symbol node, at the position of its node. */
export function symbolValues(
  model: Model,
  { entries }: Expansion,
  values: ReadonlyMap<string, ExactArray>,
): Fraction[] {
  const symbols: Fraction[] = [];
  for (const tensor of givenTensors(model)) {
    const given = values.get(tensor.name);
    if (!given) throw new Error(`${tensor.name} has no values`);
    entriesOf(entries, tensor).forEach((node, place) => {
      symbols[node] = given.data[place];
    });
  }
  return symbols;
}

export function entriesOf(entries: ReadonlyMap<Tensor, Int32Array>, tensor: Tensor): Int32Array {
  const nodes = entries.get(tensor);
  if (!nodes) throw new Error(`${tensor.name} was not expanded`);
  return nodes;
}

function valuesOf(model: Model): ReadonlyMap<string, ExactArray> {
  if (model.values) return model.values;
  const names = givenTensors(model).map((tensor) => tensor.name);
  throw new BadInput(
    `${model.file}: the model has no values, expected a map \`values:\` with ${names.join(', ')}.`,
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
