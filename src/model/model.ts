import type { BadInput, ModelPath } from '../bad-input.ts';
import type { Subgradient } from '../expr/differentiate.ts';
import type { Definition } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Traits } from '../layers/traits.ts';
import type { TargetValues } from '../losses/loss.ts';
import type { ExactArray } from '../values/exact-array.ts';
import type { RandomValues } from '../values/random-values.ts';
import type { NotationChoices } from './notation-choices.ts';

/** A model file after reading: every tensor named and sized, every layer turned into its formulas. */
export interface Model {
  readonly title: string;
  /** The name of its file, for messages. */
  readonly file: string;
  readonly input: Tensor;
  /** How many samples there are; undefined where tensors have no batch axis. */
  readonly batch: number | undefined;
  /** In an order in which every tensor is computed before it is used. */
  readonly steps: readonly Step[];
  readonly objective: Objective;
  readonly conventions: Conventions;
  /** The given numbers by tensor name (input, parameters, constants, target or upstream: all of them), or undefined if the model has none. */
  readonly values: ReadonlyMap<string, ExactArray> | undefined;
  /** Where some numbers are drawn anew for every variant: how, and those that are fixed. `values` is then undefined. */
  readonly random?: RandomNumbers;
  /** How an author writes the derivation. */
  readonly notation?: NotationChoices;
  /** What the file says of worksheets, which knows its place for messages. */
  readonly worksheet?: Section;
}

/** What is computed and how, without the numbers and without what is only for readers. */
export type Structure = Pick<Model, 'input' | 'steps' | 'objective' | 'conventions'>;

export interface RandomNumbers {
  readonly drawn: ReadonlyMap<string, RandomValues>;
  readonly fixed: ReadonlyMap<string, ExactArray>;
}

/** A part of the model file that is checked by whoever needs it. */
interface Section {
  readonly content: unknown;
  readonly path: ModelPath;
  /** An error with a path, with file, line and column in front. */
  located(error: BadInput): BadInput;
}

/** One tensor and how it is computed. Most layers are one step; a normalization computes its mean and variance first. */
export interface Step {
  /** The layer's name in the catalogue: Conv2d. */
  readonly layer: string;
  readonly traits: Traits;
  readonly output: Tensor;
  /** What makes the output together, entry by entry. */
  readonly definitions: readonly Definition[];
  /** The tensors it takes that were given or computed before, in the order in which they are written. */
  readonly inputs: readonly Tensor[];
  readonly parameters: readonly Tensor[];
  /** Given and not learned: a mask, running statistics. */
  readonly constants: readonly Tensor[];
  /** Computed on the way to the layer's own output. */
  readonly inner: boolean;
  /** What PyTorch takes at the layer's kinks, where that is not kink 0. */
  readonly otherKink?: string;
}

/** What is differentiated: a loss, or the output against the gradient that arrives from above (sum of delta * o). */
export type Objective = LossObjective | UpstreamObjective;

export interface LossObjective {
  readonly kind: 'loss';
  readonly name: string;
  readonly target: Tensor | undefined;
  /** Given and not learned: a number named in a formula, the weight of a regularization. */
  readonly constants: readonly Tensor[];
  readonly definition: Definition;
  /** What PyTorch takes at the loss's kinks, where that is not kink 0. */
  readonly otherKink?: string;
  /** The activation that its formula contains. */
  readonly contains?: 'softmax' | 'logistic function';
  /** Whether the target is what the output should become, so that one can be above or below it. */
  readonly comparesWithTarget: boolean;
  readonly targetValues?: TargetValues;
}

export interface UpstreamObjective {
  readonly kind: 'upstream';
  readonly delta: Tensor;
  readonly definition: Definition;
}

/** Which subgradient is taken where a maximum ties or a function has a kink. PyTorch's are first, for poolings, and 0, for its functions. */
export type Conventions = Subgradient;

/** The output of the last layer. */
export function lastOutput({ steps }: Pick<Model, 'steps'>): Tensor {
  return steps[steps.length - 1].output;
}
