import type { ZodType } from 'zod';
import type { TreeOf } from '../expression/formula-of-text.ts';
import type { Formula } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';

/** One loss: its options and its formula, from the last layer's output (and a target) to one number. */
export interface Loss<Options = unknown> {
  /** The word in the model file. */
  readonly name: string;
  readonly summary: string;
  readonly options: ZodType<Options>;
  /** The option that may be given alone, as text in place of the options: Expression: "(x - y)^2". */
  readonly alone?: string;
  /** The activation that its formula contains, so that it takes logits. */
  readonly contains?: 'softmax' | 'logistic function';
  /** The target is what the output should become: the loss falls as the two come nearer. */
  readonly comparesWithTarget?: true;
  /** A sentence about what PyTorch takes at its kinks, where that is not what PyTorch takes for the functions in its formula. */
  otherKink?(options: Options): string | undefined;
  /** Options that show what it does, for documentation. */
  readonly example: Readonly<Record<string, unknown>>;
  /** What the target is; undefined where the loss has none. Throws BadInput if the input does not fit the loss. */
  target(options: Options, arriving: LossInput): Target | undefined;
  /** Shapes of what is given and not learned besides, by name: [] for a single number. */
  constants?(options: Options, arriving: LossInput): Readonly<Record<string, Shape>>;
  formula(options: Options, tensors: LossTensors): Formula;
}

export interface LossInput {
  /** Shape of the last output, the batch axis included. */
  readonly shape: Shape;
  readonly batch: number | undefined;
  /** The axis of the last output that no author wrote, if there is one. */
  readonly hiddenAxis: number | undefined;
  /** Every tensor before the loss, by name. */
  readonly known: ReadonlyMap<string, Tensor>;
  /** The shape of the values that the model gives under a name, if it gives any: it tells class indices from probabilities. */
  givenShape(name: string): Shape | undefined;
}

export interface Target {
  readonly name: string;
  readonly shape: Shape;
  readonly values?: TargetValues;
}

/** What the values of a target may be, in words, and the question to ask of each. */
export interface TargetValues {
  readonly expected: string;
  /** They number classes, from 0. */
  readonly classes?: true;
  admits(value: number): boolean;
}

export interface LossTensors {
  readonly input: Tensor;
  readonly target?: Tensor;
  /** Constants, by name. */
  readonly others: Readonly<Record<string, Tensor>>;
  readonly known: ReadonlyMap<string, Tensor>;
  readonly batch: number | undefined;
  readonly treeOf: TreeOf;
}
