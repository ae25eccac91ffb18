import type Fraction from 'fraction.js';
import type { Vocabulary } from '../answers/vocabulary.ts';
import { BadInput } from '../bad-input.ts';
import { entriesOf } from '../evaluate/symbols.ts';
import { gradient, type Subgradient } from '../expr/differentiate.ts';
import type { Node } from '../expr/node.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import { expandLaw } from '../index/expand.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable, type Expansion } from '../model/expansion.ts';
import { modelLaws } from '../model/laws.ts';
import type { Model } from '../model/model.ts';
import type { Subject } from '../model/subject.ts';

/** Whatever an answer may be about, as expressions in the graph of the whole model. */
export interface Ground {
  readonly model: Model;
  readonly expansion: Expansion;
  readonly vocabulary: Vocabulary;
  /** The tensors of the model, and what arrives at each: for formulas that speak of them. */
  readonly entries: ReadonlyMap<Tensor, Int32Array>;
}

/** `withCotangents` where formulas may speak of delta, or gradients by outputs are answered. */
export function groundOf(
  model: Model,
  expansion: Expansion,
  vocabulary: Vocabulary,
  withCotangents: boolean,
): Ground {
  const { objective } = model;
  const entries = new Map(expansion.entries);
  if (objective.kind === 'loss') entries.set(objective.definition.output, Int32Array.of(expansion.objective));
  if (withCotangents)
    for (const [of, nodes] of cotangentNodes(model, expansion, model.conventions)) {
      const tensor = vocabulary.cotangents.get(of);
      if (tensor) entries.set(tensor, nodes);
    }
  return { model, expansion, vocabulary, entries };
}

/** dL/d(tensor) for the input, every parameter and every output, by the laws from the loss down. */
function cotangentNodes(
  model: Model,
  { graph, entries }: Expansion,
  conventions: Subgradient,
): Map<Tensor, Int32Array> {
  const all = new Map<Tensor, Int32Array>(entries);
  const found = new Map<Tensor, Int32Array>();
  const { objective } = model;
  if (objective.kind === 'upstream') {
    const last = model.steps[model.steps.length - 1].output;
    found.set(last, entriesOf(entries, objective.delta));
  }
  for (const { of, gradient: cotangent, definition } of modelLaws(model)) {
    const nodes = expandLaw(graph, definition, all, conventions);
    all.set(cotangent, nodes);
    found.set(of, nodes);
  }
  return found;
}

/** The expressions that an array about this subject should have, entry by entry. */
export function expectedNodes(
  { model, expansion, vocabulary, entries }: Ground,
  { kind, tensor }: Subject,
  conventions: Subgradient,
  rate: Fraction | undefined,
): Int32Array {
  const { graph, objective } = expansion;
  if (kind === 'value') return entriesOf(entries, tensor);
  const isOutput = !differentiable(model).includes(tensor);
  if (isOutput) {
    const own = vocabulary.cotangents.get(tensor);
    if (!own) throw new Error(`${tensor.name} has no gradient`);
    return conventions === model.conventions
      ? entriesOf(entries, own)
      : entriesOf(cotangentNodes(model, expansion, conventions), tensor);
  }
  const at = entriesOf(entries, tensor);
  const slopes = gradient(graph, objective, at, conventions);
  if (kind === 'gradient') return slopes;
  if (rate === undefined) {
    throw new BadInput(
      `the answer has ${tensor.name} after a step of gradient descent, which needs the learning rate; say it with --rate, such as --rate 0.1.`,
    );
  }
  // W - eta dL/dW
  const against = graph.constant(rate.neg());
  return slopes.map((slope, place): Node => sum(graph, [at[place], product(graph, [against, slope])]));
}
