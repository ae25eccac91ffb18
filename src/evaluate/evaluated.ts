import type Fraction from 'fraction.js';
import type { Tensor } from '../index/tensor.ts';
import type { Moved } from './moves.ts';
import type { ChoiceMet } from './nonsmooth.ts';

/** Numbers of one tensor, row-major. `exact` is null where an entry is irrational or exact arithmetic was not run. */
export interface Evaluated extends Pick<Tensor, 'shape' | 'hiddenAxis'> {
  readonly value: Float64Array;
  readonly exact: readonly Fraction[] | null;
}

export interface EvaluatedModel {
  /** Null when the model has an upstream gradient instead of a loss. */
  readonly loss: Evaluated | null;
  /** By the name of each layer's output. */
  readonly outputs: ReadonlyMap<string, Evaluated>;
  /** By the name of the input and of each parameter. */
  readonly gradients: ReadonlyMap<string, Evaluated>;
  /** Second derivatives by pairs of entries of one tensor, or their product with a direction; by name, where asked for. */
  readonly hessians: ReadonlyMap<string, Evaluated>;
  /** Derivatives of an output by a tensor: by the output's name, then the tensor's. */
  readonly jacobians: ReadonlyMap<string, ReadonlyMap<string, Evaluated>>;
  /** Where the derivative was a choice, and which gradients the choice moves; undefined where that was not worked out. */
  readonly choices: readonly ReportedChoice[];
}

export interface ReportedChoice {
  readonly met: ChoiceMet;
  readonly moved: readonly Moved[] | undefined;
}

/** What else than the gradient is wanted. */
export interface WantedDerivatives {
  /** Names of the input or of parameters; the input and all parameters if not given. */
  readonly wrt?: readonly string[];
  readonly order?: 1 | 2;
  /** A direction for each name of `wrt`: the product of the Hessian with it, in place of the Hessian. */
  readonly times?: ReadonlyMap<string, readonly Fraction[]>;
  /** Names of outputs whose derivatives by `wrt` are wanted. */
  readonly jacobian?: readonly string[];
}
