import { type Analysis, analysisOf } from '../evaluate/analysis.ts';
import { type Arrays, definitionValues } from '../evaluate/law-values.ts';
import type { Tensor } from '../index/tensor.ts';
import { lastOutput, type Model } from '../model/model.ts';

/** A model at its values, done right: what mistakes are compared with. */
export interface Situation {
  readonly model: Model;
  readonly analysis: Analysis;
  /** Numbers of everything that is given or computed, the loss among it. */
  readonly values: Arrays;
  /** Gradients by everything that has a law, and by what a gradient is given for. */
  readonly gradients: Arrays;
  /** The learning rate, if one was said. */
  readonly rate: number | undefined;
}

/** Goes through a model forwards by its rules and backwards by its laws. */
export function situationOf(model: Model, given: Arrays, rate?: number): Situation {
  const { objective, conventions } = model;
  const values = new Map(given);
  for (const { output, definitions } of model.steps)
    values.set(output, definitionValues(definitions, values, conventions));
  values.set(objective.definition.output, definitionValues([objective.definition], values, conventions));
  const analysis = analysisOf(model);
  const arrays = new Map(values);
  const gradients = new Map<Tensor, Float64Array>();
  if (objective.kind === 'upstream')
    gradients.set(lastOutput(model), values.get(objective.delta) ?? new Float64Array());
  for (const { of, gradient, definition } of analysis.laws()) {
    const numbers = definitionValues([definition], arrays, conventions);
    arrays.set(gradient, numbers);
    gradients.set(of, numbers);
  }
  return { model, analysis, values, gradients, rate };
}

/** What the numbers of a tensor are; every tensor of the model has some. */
export function numbersOf(arrays: Arrays, tensor: Tensor): Float64Array {
  const numbers = arrays.get(tensor);
  if (!numbers) throw new Error(`${tensor.name} has no numbers`);
  return numbers;
}
