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

/** The expressions that an array about this subject should have, entry by entry. */
export function expectedNodes(
  { model, expansion, vocabulary, entries }: ExpectedGraph,
  { kind, tensor }: Subject,
  conventions: Subgradient,
  rate: Fraction | undefined,
): Int32Array {
  const { graph, objective } = expansion;
  if (kind === 'value') return entriesOf(entries, tensor);
  const isOutput = !differentiable(model).includes(tensor);
  if (isOutput) {
    const cotangent = vocabulary.cotangents.get(tensor);
    if (!cotangent) throw new Error(`${tensor.name} has no gradient`);
    return conventions === model.conventions
      ? entriesOf(entries, cotangent)
      : entriesOf(cotangentNodes(model, expansion, analysisOf(model).laws(), conventions), tensor);
  }
  const at = entriesOf(entries, tensor);
  const slopes = gradient(graph, objective, at, conventions);
  if (kind === 'gradient') return slopes;
  if (rate === undefined) {
    throw new BadInput(
      `the answer has ${tensor.name} after a step of gradient descent, which needs the learning rate; say it with --rate, such as --rate 0.1.`,
    );
  }
  return slopes.map((slope, place): Node => steppedNode(graph, at[place], slope, rate));
}
