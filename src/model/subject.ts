import type { Tensor } from '../index/tensor.ts';

/** What an array of an answer is about. */
export interface Subject {
  /** dL/d(tensor), the tensor itself, or the tensor after one step of gradient descent. */
  readonly kind: 'gradient' | 'value' | 'update';
  readonly tensor: Tensor;
}

/** One entry of such an array. */
export interface EntryOf extends Subject {
  /** Row-major. */
  readonly place: number;
}
