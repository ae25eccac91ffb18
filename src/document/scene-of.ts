import type Fraction from 'fraction.js';
import type { DerivationNumbers } from '../evaluate/quantity.ts';
import { modelNumbers } from '../evaluate/stage-run.ts';
import type { Scene } from '../figures/scene.ts';
import { differentiable } from '../model/expansion.ts';
import { checkSize } from '../model/limit.ts';
import type { Model } from '../model/model.ts';
import { text } from '../notation/text.ts';
import { Names } from './names.ts';
import { ownWriting } from './signs/in-own-notation.ts';

/** What figures of a model are drawn from. Its numbers are found when a figure asks for them. */
export function sceneOf(model: Model, rate?: Fraction): Scene {
  let numbers: DerivationNumbers | undefined;
  const found = (): DerivationNumbers | undefined => {
    if (!model.values || numbers) return numbers;
    checkSize(model);
    numbers = modelNumbers(model, differentiable(model));
    return numbers;
  };
  const names = new Names(model, model.notation);
  const rewrite = ownWriting(names);
  return {
    model,
    names,
    spoken: (notation) => text(rewrite(notation)),
    values: (tensor) => found()?.values.get(tensor),
    slopes: (tensor) => found()?.cotangents.get(tensor),
    ...(rate && { rate }),
  };
}
