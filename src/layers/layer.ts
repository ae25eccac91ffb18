import type { ZodType } from 'zod';
import type { TreeOf } from '../expression/formula-of-text.ts';
import type { Definition } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import type { Traits } from './traits.ts';

/**
 * One layer: its options, its shape and its forward rule. It holds no gradient and no LaTeX; both are derived from
 * the formula. Shapes and formulas speak of one sample: [C, H, W]; the axis of a mini-batch is added to them later,
 * unless the layer works across samples.
 */
export interface Layer<Options = unknown> {
  /** PyTorch's class name, which is the word in the model file. */
  readonly name: string;
  /** One line for `gradsheet layers`. */
  readonly summary: string;
  /** The default name of its output: o, p, a. Numbered where several layers share it. */
  readonly symbol: string;
  /** Default names of its other tensors, by option: weight W and bias b unless said otherwise here. */
  readonly symbols?: Readonly<Record<string, string>>;
  /** Its first axis is channels of its own making: one that was hidden before it is none behind it. */
  readonly makesChannels?: true;
  /** Along how many axes its window moves, so that [8, 8] is an image before Conv2d and 8 channels before Conv1d. */
  readonly dimensions?: 1 | 2 | 3;
  /** It takes vectors as well: one size is a vector, not one channel. */
  readonly takesVectors?: true;
  readonly traits?: Traits;
  /** The option that may be given alone, as text in place of the options: Expression: "x^2". */
  readonly alone?: string;
  /** It joins several inputs, named by `input: [a, b]`. */
  readonly joins?: true;
  /** Its formula sums over the samples of a batch: its tensors come with the batch axis, where there is one. */
  readonly acrossSamples?: true;
  /** A sentence about what PyTorch takes at its kinks, where that is not what PyTorch takes for the functions in its formula. */
  otherKink?(options: Options): string | undefined;
  /** A strict object; what it accepts is what the model file may say. */
  readonly options: ZodType<Options>;
  /** Options that show what it does on a small input, for documentation: { kernel_size: 2 }. */
  readonly example: Readonly<Record<string, unknown>>;
  /** Shape of the output. Throws BadInput, saying what arrives and what is needed. */
  shape(options: Options, arriving: Arriving): Shape;
  /** Shapes of what it learns, by name: weight and bias, or names of its own. */
  parameters?(options: Options, arriving: Arriving): Readonly<Record<string, Shape>>;
  /** Shapes of what is given and not learned, by option: a mask, running statistics. */
  constants?(options: Options, arriving: Arriving): Readonly<Record<string, Shape>>;
  /** Shapes of what it computes on the way, by name: the mean and the variance of a normalization. */
  intermediates?(options: Options, arriving: Arriving): Readonly<Record<string, Shape>>;
  /** The forward rule: the intermediates first, the output last. One tensor may take several definitions. */
  formula(options: Options, tensors: LayerTensors): readonly Definition[];
}

/** What arrives at a layer. */
export interface Arriving {
  /** Shape of the (first) input, of one sample. */
  readonly input: Shape;
  /** Shapes of all inputs, of one sample. */
  readonly inputs: readonly Shape[];
  /** The same in the axes that the author wrote. */
  readonly written: readonly Shape[];
  /** Names of all inputs. */
  readonly names: readonly string[];
  /** How many samples there are; undefined where the model has no batch axis. */
  readonly batch: number | undefined;
  /** Whether the first axis of every input is one that no author wrote. */
  readonly hidden: boolean;
}

interface LayerTensors {
  readonly input: Tensor;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly weight?: Tensor;
  readonly bias?: Tensor;
  /** Constants, intermediates and parameters with names of their own, by name. */
  readonly others: Readonly<Record<string, Tensor>>;
  readonly batch: number | undefined;
  /** Parses a formula given as text. */
  readonly treeOf: TreeOf;
}
