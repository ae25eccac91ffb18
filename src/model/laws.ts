import type { Definition } from '../index/formula.ts';
import { law } from '../index/law.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Rule } from './rules.ts';

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

/** The part of a gradient that comes through some of the users alone. */
export function lawThrough({ of, cotangents }: Law, users: readonly Rule[]): Law {
  return lawOf(of, users, cotangents);
}

/** The law of a tensor from what takes it; `gradients` has the tensor that stands for each dL/d(tensor). */
export function lawOf(of: Tensor, users: readonly Rule[], gradients: ReadonlyMap<Tensor, Tensor>): Law {
  const gradient = gradients.get(of);
  if (!gradient) throw new Error(`${of.name} has no gradient`);
  const definitions = users.flatMap((rule) =>
    rule.definitions.map((definition) => ({ definition, cotangent: gradients.get(rule.output) })),
  );
  return { of, gradient, users, definition: law(definitions, of, gradient), cotangents: gradients };
}
