import type { Tensor } from '../index/tensor.ts';

/**
 * One way through the numbers of a model: forwards through the values of its tensors, backwards through dL/d(tensor).
 * Each is worked out when it is asked for, from those before it, and kept.
 */
export abstract class Run<Numbers> {
  readonly #values = new Map<Tensor, Numbers>();
  readonly #gradients = new Map<Tensor, Numbers>();

  value(tensor: Tensor): Numbers {
    const known = this.#values.get(tensor) ?? this.workOutValue(tensor);
    this.#values.set(tensor, known);
    return known;
  }

  /** dL/d(tensor). */
  gradient(tensor: Tensor): Numbers {
    const known = this.#gradients.get(tensor) ?? this.workOutGradient(tensor);
    this.#gradients.set(tensor, known);
    return known;
  }

  protected abstract workOutValue(tensor: Tensor): Numbers;
  protected abstract workOutGradient(tensor: Tensor): Numbers;
}
