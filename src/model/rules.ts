import { type Definition, tensorsIn } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { LossObjective, Model } from './model.ts';

/** What one tensor is made by: a step, or the loss. */
export interface Rule {
  readonly output: Tensor;
  readonly definitions: readonly Definition[];
  /** What PyTorch takes at its kinks, where that is not kink 0. */
  readonly otherKink?: string;
}

/** Steps and the loss, in order; a gradient that is given from above is no rule. */
export function rulesOf({ steps, objective }: Pick<Model, 'steps' | 'objective'>): Rule[] {
  return [...steps, ...(objective.kind === 'loss' ? [ofLoss(objective)] : [])];
}

function ofLoss({ definition, otherKink }: LossObjective): Rule {
  return { output: definition.output, definitions: [definition], ...(otherKink && { otherKink }) };
}

/** The rules that take one of these tensors. */
export function usersOf(rules: readonly Rule[], tensors: ReadonlySet<Tensor>): Rule[] {
  return rules.filter(({ definitions }) => definitions.some((definition) => takes(definition, tensors)));
}

/** Whether a definition takes one of these tensors. */
export function takes({ body }: Definition, tensors: ReadonlySet<Tensor>): boolean {
  return tensorsIn(body).some((tensor) => tensors.has(tensor));
}
