import type { ZodType } from 'zod';
import type { Definition } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';

/**
 * One layer: its options, its shape and its forward rule. It holds no gradient and no LaTeX; both are derived from
 * the formula.
 */
export interface Layer<Options = unknown> {
  /** PyTorch's class name, which is the word in the model file. */
  readonly name: string;
  /** One line for `gradsheet layers`. */
  readonly summary: string;
  /** The default name of its output: o, p, a. Numbered where several layers share it. */
  readonly symbol: string;
  /** A strict object; what it accepts is what the model file may say, names of tensors excepted. */
  readonly options: ZodType<Options>;
  /** Shape of the output for an input of this shape. Throws BadInput, saying what arrives and what is needed. */
  shape(options: Options, input: Shape): Shape;
  /** Shapes of the parameters; `weight` and `bias` are the only two kinds there are. Empty for a layer that learns nothing. */
  parameters(options: Options, input: Shape): Parameters;
  /** The forward rule, over the tensors that `shape` and `parameters` sized. */
  formula(options: Options, tensors: LayerTensors): Definition;
}

export interface Parameters {
  readonly weight?: Shape;
  readonly bias?: Shape;
}

export interface LayerTensors {
  readonly input: Tensor;
  readonly output: Tensor;
  readonly weight?: Tensor;
  readonly bias?: Tensor;
}
