import type Fraction from 'fraction.js';
import type { Tensor } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';
import type { Notation } from '../notation/notation.ts';
import type { Counting } from '../writing/entry-name.ts';

/** What figures are drawn from: a model, the names of all that is in it, and its numbers. */
export interface Scene {
  readonly model: Model;
  readonly names: SceneNames;
  /** A formula in text, as its author writes it: for what is said of a picture. */
  spoken(notation: Notation): string;
  /** The numbers of a tensor, or the loss's derivatives by it, row-major; undefined where the model has no values. */
  values(tensor: Tensor): readonly SceneNumber[] | undefined;
  slopes(tensor: Tensor): readonly SceneNumber[] | undefined;
  /** The learning rate that was asked for. */
  readonly rate?: Fraction;
}

interface SceneNames {
  readonly loss: Notation;
  /** The number of the first row, column or slice. */
  readonly counting: Pick<Counting, 'base'>;
  /** The tensor under whose name another is known: flattening one number only renames it. */
  shown(tensor: Tensor): Tensor;
  /** W_{12}, by the row-major position. */
  entry(tensor: Tensor, place: number): Notation;
  /** dL/dW_{12}, or delta_{12} where the derivative has a name. */
  cotangentEntry(tensor: Tensor, place: number): Notation;
  /** The tensor whose name stands for dL/d(tensor), if there is one. */
  cotangent(tensor: Tensor): Tensor | undefined;
  gradient(tensor: Tensor): Notation;
}

export type SceneNumber = Fraction | number;
