import type { ZodType } from 'zod';
import type { Definition } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';

/** One loss: its options and its formula, from the last layer's output (and a target) to one number. */
export interface Loss<Options = unknown> {
  /** The word in the model file. */
  readonly name: string;
  readonly summary: string;
  readonly options: ZodType<Options>;
  /** Name and shape of the target for an output of this shape; undefined where the loss has no target. */
  target(options: Options, input: Shape): { name: string; shape: Shape } | undefined;
  formula(options: Options, tensors: LossTensors): Definition;
}

export interface LossTensors {
  readonly input: Tensor;
  readonly output: Tensor;
  readonly target?: Tensor;
}
