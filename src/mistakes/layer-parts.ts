import type { Affine } from '../index/affine.ts';
import { type Definition, type Entry, entry, subformulas } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable } from '../model/expansion.ts';
import type { Model, Step } from '../model/model.ts';
import type { Rule } from '../model/rules.ts';
import type { Situation } from './situation.ts';

/** A layer with weights, taken apart. */
export interface Weighted {
  readonly step: Step;
  readonly weight: Tensor;
  readonly input: Tensor;
  /** Axes of the weight along which its window reaches; none in a dense layer. */
  readonly window: readonly number[];
}

/** Convolutions and dense layers. */
export function weightedLayers({ steps }: Model): Weighted[] {
  return steps.flatMap((step) => {
    const weight = step.parameters.find(({ role }) => role === 'weight');
    const [input] = step.inputs;
    if (!weight || !input || !step.traits.weighs) return [];
    return [{ step, weight, input, window: weight.shape.flatMap((_, axis) => (axis < 2 ? [] : [axis])) }];
  });
}

/** The axes of an array of data that lie behind its channels; none in a vector. */
export function positionAxes({ batch }: Model, { shape }: Tensor): number[] {
  const first = batch === undefined ? 1 : 2;
  return shape.flatMap((_, axis) => (axis < first ? [] : [axis]));
}

/** Layers that do the same to every entry, with the entry that they take. */
export function entrywiseSteps({ steps }: Model): { step: Step; input: Tensor }[] {
  return steps.flatMap((step) => {
    const [input, ...others] = step.inputs;
    if (!input || others.length > 0 || step.inner) return [];
    const entries = step.definitions.flatMap(({ subscripts, body }) =>
      [...subformulas(body)].flatMap((part) =>
        part.kind === 'entry' && part.tensor === input ? [[part, subscripts] as const] : [],
      ),
    );
    const alone = entries.every(([part, left]) => sameForms(part.subscripts, left));
    const bends = step.definitions.every(({ body }) => body.kind !== 'entry');
    return alone && bends && step.output.shape.join() === input.shape.join() ? [{ step, input }] : [];
  });
}

function sameForms(some: readonly Affine[], others: readonly Affine[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** The rule of an entrywise layer as if it handed every entry through. */
export function asIdentity(rule: Rule, input: Tensor): Rule {
  return {
    ...rule,
    definitions: rule.definitions.map(
      (definition): Definition => ({ ...definition, body: entry(input, ...definition.subscripts) }),
    ),
  };
}

/** The tensor's entry in a definition, if it is there once. */
export function entryOf({ body }: Definition, tensor: Tensor): Entry | undefined {
  return [...subformulas(body)].find(
    (part): part is Entry => part.kind === 'entry' && part.tensor === tensor,
  );
}

/** What comes in and what the layers put out, in the order of computation. */
export function dataTensors({ input, steps }: Model): Tensor[] {
  return [input, ...steps.filter(({ inner }) => !inner).map(({ output }) => output)];
}

/** What an answer may give gradients of. */
export function gradientTensors({ model, gradients }: Situation): Tensor[] {
  return [...new Set([...differentiable(model), ...model.steps.map(({ output }) => output)])].filter(
    (tensor) => gradients.has(tensor),
  );
}
