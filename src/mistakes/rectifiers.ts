import { hasKind } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Step } from '../model/model.ts';
import { entrywiseSteps } from './layer-parts.ts';
import type { Situation } from './situation.ts';

/** The layers of rectified units. */
export function rectifiers({ model }: Situation): { step: Step; input: Tensor }[] {
  return entrywiseSteps(model).filter(({ step }) => step.traits.rectifies);
}

/** Entrywise layers whose derivative is not only 0 or 1. */
export function smoothSteps({ model }: Situation): { step: Step; input: Tensor }[] {
  return entrywiseSteps(model).filter(
    ({ step }) =>
      !step.traits.rectifies &&
      !step.traits.softmax &&
      step.definitions.every(({ body }) => !hasKind(body, 'sum', 'max', 'logsumexp')),
  );
}
