import type { Subgradient } from '../expr/differentiate.ts';
import type { Definition } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { ExactArray } from './exact-array.ts';

/** A model file after reading: every tensor named and sized, every layer turned into its formula. */
export interface Model {
  readonly title: string;
  readonly input: Tensor;
  readonly layers: readonly ModelLayer[];
  readonly objective: Objective;
  readonly conventions: Conventions;
  /** The given numbers by tensor name (input, parameters, target or upstream: all of them), or undefined if the model has none. */
  readonly values: ReadonlyMap<string, ExactArray> | undefined;
}

export interface ModelLayer {
  /** The layer's name in the catalogue: Conv2d. */
  readonly name: string;
  readonly input: Tensor;
  readonly output: Tensor;
  /** Weight and bias, in this order, where there are any. */
  readonly parameters: readonly Tensor[];
  readonly definition: Definition;
}

/** What is differentiated: a loss, or the output against the gradient that arrives from above (sum of delta * o). */
export type Objective =
  | {
      readonly kind: 'loss';
      readonly name: string;
      readonly target: Tensor | undefined;
      readonly definition: Definition;
    }
  | { readonly kind: 'upstream'; readonly delta: Tensor; readonly definition: Definition };

/** Which subgradient is taken where a maximum ties or a function has a kink. PyTorch's are first and 0. */
export type Conventions = Subgradient;
