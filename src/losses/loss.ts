import type { ZodType } from 'zod';
import type { Formula } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';

/** One loss: its options and its formula, from the last layer's output (and a target) to one number. */
export interface Loss<Options = unknown> {
  /** The word in the model file. */
  readonly name: string;
  readonly summary: string;
  readonly options: ZodType<Options>;
  /** The target is what the output should become: the loss falls as the two come nearer. */
  readonly comparesWithTarget?: true;
  /** Smallest options that make sense, for documentation. */
  readonly example: Readonly<Record<string, unknown>>;
  /** What the target is; undefined where the loss has none. Throws BadInput if the input does not fit the loss. */
  target(options: Options, arriving: LossInput): Target | undefined;
  formula(options: Options, tensors: LossTensors): Formula;
}

export interface LossInput {
  /** Shape of the last output, the batch axis included. */
  readonly shape: Shape;
  readonly batch: number | undefined;
  /** The shape of the values that the model gives under a name, if it gives any: it tells class indices from probabilities. */
  givenShape(name: string): Shape | undefined;
}

export interface Target {
  readonly name: string;
  readonly shape: Shape;
  /** What its values may be, in words, and the question to ask of each. */
  readonly values?: { readonly expected: string; admits(value: number): boolean };
}

export interface LossTensors {
  readonly input: Tensor;
  readonly target?: Tensor;
  readonly batch: number | undefined;
}
