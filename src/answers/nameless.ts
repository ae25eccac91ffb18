import type { BadInput } from '../bad-input.ts';
import { entryCount, type Shape, type Tensor } from '../index/tensor.ts';
import { sizesText } from '../values/given-arrays.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What an array without a name is the gradient by: the only parameter, or the only tensor whose size it has. */
export function tensorFor(
  shape: Shape,
  { differentiable }: Vocabulary,
  refuse: (message: string) => BadInput,
): Tensor {
  const parameters = onlyParameter(differentiable);
  if (parameters) return parameters;
  const given = long(shape);
  const fitting = differentiable.filter((tensor) => long(tensor.shape).join() === given.join());
  const turned = differentiable.filter((tensor) => sorted(tensor.shape).join() === sorted(shape).join());
  const candidates = fitting.length > 0 ? fitting : turned;
  if (candidates.length === 1) return candidates[0];
  const found = candidates.length > 1 ? candidates : differentiable;
  const names = found.map(({ name }) => name).join(', ');
  throw refuse(
    candidates.length > 1
      ? `found an array without a name, ${sizesText(shape)}, which may be about ${names}; say which with --of NAME.`
      : `found an array without a name, ${sizesText(shape)}, which is the size of nothing in this model; say what it is about with --of NAME, one of ${names}.`,
  );
}

/** The parameter that a model learns, if it is only one. */
export function onlyParameter(differentiable: readonly Tensor[]): Tensor | undefined {
  const parameters = differentiable.filter(({ role }) => role !== 'input');
  return parameters.length === 1 ? parameters[0] : undefined;
}

/** Whether a tensor is a single number. */
export function isSingle({ shape }: Tensor): boolean {
  return entryCount(shape) === 1;
}

function long(shape: Shape): number[] {
  return shape.filter((size) => size !== 1);
}

function sorted(shape: Shape): number[] {
  return long(shape).toSorted((a, b) => a - b);
}
