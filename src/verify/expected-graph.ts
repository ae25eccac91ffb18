import type Fraction from 'fraction.js';
import type { Vocabulary } from '../answers/vocabulary.ts';
import { BadInput } from '../bad-input.ts';
import { analysisOf, cotangentNodes } from '../evaluate/analysis.ts';
import { steppedNode } from '../evaluate/stepped.ts';
import { entriesOf } from '../evaluate/symbols.ts';
import { gradient, type Subgradient } from '../expr/differentiate.ts';
import type { Node } from '../expr/node.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable, type Expansion } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import type { Subject } from '../model/subject.ts';

/** Whatever an answer may be about, as expressions in the graph of the whole model. */
export interface ExpectedGraph {
  readonly model: Model;
  readonly expansion: Expansion;
  readonly vocabulary: Vocabulary;
  /** The tensors of the model, and what arrives at each: for formulas that speak of them. */
  readonly entries: ReadonlyMap<Tensor, Int32Array>;
}

/** `withCotangents` where formulas may speak of delta, or gradients by outputs are answered. */
export function expectedGraphOf(
  model: Model,
  expansion: Expansion,
  vocabulary: Vocabulary,
  withCotangents: boolean,
): ExpectedGraph {
  const { objective } = model;
  const entries = new Map(expansion.entries);
  if (objective.kind === 'loss') entries.set(objective.definition.output, Int32Array.of(expansion.objective));
  if (withCotangents)
    for (const [of, nodes] of cotangentNodes(model, expansion, analysisOf(model).laws(), model.conventions)) {
      const tensor = vocabulary.cotangents.get(of);
      if (tensor) entries.set(tensor, nodes);
    }
  return { model, expansion, vocabulary, entries };
}

/** The expressions that arrays about these subjects should have, entry by entry: all gradients in one sweep. */
export function expectedNodes(
  expected: ExpectedGraph,
  subjects: readonly Subject[],
  conventions: Subgradient,
  rate: Fraction | undefined,
): Int32Array[] {
  const { model, expansion, entries } = expected;
  const given = differentiable(model).filter((tensor) =>
    subjects.some((subject) => subject.kind !== 'value' && subject.tensor === tensor),
  );
  const slopes = slopesBy(expansion, given, conventions);
  return subjects.map(({ kind, tensor }) => {
    if (kind === 'value') return entriesOf(entries, tensor);
    const slope = slopes.get(tensor);
    if (!slope) return cotangentsOf(expected, tensor, conventions);
    return kind === 'gradient' ? slope : steppedNodes(expected, tensor, slope, rate);
  });
}

function slopesBy(
  { graph, objective, entries }: Expansion,
  tensors: readonly Tensor[],
  conventions: Subgradient,
): Map<Tensor, Int32Array> {
  const nodes = tensors.map((tensor) => entriesOf(entries, tensor));
  const all = new Int32Array(nodes.reduce((count, { length }) => count + length, 0));
  let at = 0;
  for (const some of nodes) {
    all.set(some, at);
    at += some.length;
  }
  const slopes = gradient(graph, objective, all, conventions);
  let from = 0;
  return new Map(
    tensors.map((tensor, which) => {
      from += nodes[which].length;
      return [tensor, slopes.slice(from - nodes[which].length, from)] as const;
    }),
  );
}

/** dL/d(output). */
function cotangentsOf(
  { model, expansion, vocabulary, entries }: ExpectedGraph,
  tensor: Tensor,
  conventions: Subgradient,
): Int32Array {
  const cotangent = vocabulary.cotangents.get(tensor);
  if (!cotangent) throw new Error(`${tensor.name} has no gradient`);
  return conventions === model.conventions
    ? entriesOf(entries, cotangent)
    : entriesOf(cotangentNodes(model, expansion, analysisOf(model).laws(), conventions), tensor);
}

function steppedNodes(
  { expansion, entries }: ExpectedGraph,
  tensor: Tensor,
  slopes: Int32Array,
  rate: Fraction | undefined,
): Int32Array {
  if (rate === undefined) {
    throw new BadInput(
      `the answer has ${tensor.name} after a step of gradient descent, which needs the learning rate; say it with --rate, such as --rate 0.1.`,
    );
  }
  const at = entriesOf(entries, tensor);
  return slopes.map((slope, place): Node => steppedNode(expansion.graph, at[place], slope, rate));
}
