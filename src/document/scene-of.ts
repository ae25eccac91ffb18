import type Fraction from 'fraction.js';
import { finiteRun, type StageRun } from '../evaluate/stage-run.ts';
import type { Scene } from '../figures/scene.ts';
import { differentiable } from '../model/expansion.ts';
import { checkSize } from '../model/limit.ts';
import type { Model } from '../model/model.ts';
import { text } from '../notation/text.ts';
import { Names } from './names.ts';
import { ownWriting } from './signs/in-own-notation.ts';

/** What figures of a model are drawn from. Its numbers are found when a figure asks for them. */
export function sceneOf(model: Model, rate?: Fraction): Scene {
  let run: StageRun | undefined;
  const numbers = (): StageRun | undefined => {
    if (!model.values || run) return run;
    checkSize(model);
    run = finiteRun(model, differentiable(model));
    return run;
  };
  const names = new Names(model, model.notation);
  const rewrite = ownWriting(names);
  return {
    model,
    names,
    spoken: (notation) => text(rewrite(notation)),
    values: (tensor) => numbers()?.value(tensor),
    slopes: (tensor) => numbers()?.gradient(tensor),
    ...(rate && { rate }),
  };
}
