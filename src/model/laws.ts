import type { Definition } from '../index/formula.ts';
import { law } from '../index/law.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable } from './expansion.ts';
import { lastOutput, type Model } from './model.ts';
import { type Rule, rulesOf, usersOf } from './rules.ts';

/** The gradient by one tensor as a formula in index letters, from the gradients of what is made of it. */
export interface Law {
  readonly of: Tensor;
  /** dL/d(of), a tensor of the same shape. */
  readonly gradient: Tensor;
  /** What takes the tensor: layers, or the loss. */
  readonly users: readonly Rule[];
  readonly definition: Definition;
  /** The tensor that stands for dL/d(output) in the formula, by output. */
  readonly cotangents: ReadonlyMap<Tensor, Tensor>;
}

/**
 * The laws of a whole model, from the loss down: the gradient by each output from those above it, then by the input
 * and each parameter. Nothing is expanded: sizes do not matter.
 */
export function modelLaws(model: Model, wrt: readonly Tensor[] = differentiable(model)): Law[] {
  const rules = rulesOf(model);
  const live = new Set<Tensor>(wrt);
  for (const rule of rules) if (usersOf([rule], live).length > 0) live.add(rule.output);
  const outputs = model.steps.map(({ output }) => output).toReversed();
  const gradients = new Map<Tensor, Tensor>();
  if (model.objective.kind === 'upstream') gradients.set(lastOutput(model), model.objective.delta);
  for (const tensor of [...outputs, ...wrt]) {
    if (!gradients.has(tensor)) gradients.set(tensor, { ...tensor, role: 'upstream' });
  }
  const given = model.objective.kind === 'upstream' ? lastOutput(model) : undefined;
  return [...outputs.filter((output) => live.has(output)), ...wrt]
    .filter((tensor) => tensor !== given)
    .map((of) => lawOf(of, usersOf(rules, new Set([of])), gradients));
}

/** The part of a gradient that comes through some of the users alone. */
export function lawThrough({ of, cotangents }: Law, users: readonly Rule[]): Law {
  return lawOf(of, users, cotangents);
}

function lawOf(of: Tensor, users: readonly Rule[], gradients: ReadonlyMap<Tensor, Tensor>): Law {
  const gradient = gradients.get(of);
  if (!gradient) throw new Error(`${of.name} has no gradient`);
  const definitions = users.flatMap((rule) =>
    rule.definitions.map((definition) => ({ definition, cotangent: gradients.get(rule.output) })),
  );
  return { of, gradient, users, definition: law(definitions, of, gradient), cotangents: gradients };
}
