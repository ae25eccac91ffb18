import type { WrittenArray } from '../values/number-bytes.ts';
import type { Evaluated, EvaluatedModel } from './evaluated.ts';

/**
 * All numbers under the names by which answers know them: L for the loss, o for an output, W for the gradient by W;
 * hessians.W and jacobians.o.W where they were asked for.
 */
export function evaluatedArrays({
  loss,
  outputs,
  gradients,
  hessians,
  jacobians,
}: EvaluatedModel): Map<string, WrittenArray> {
  const found: readonly (readonly [string, Evaluated])[] = [
    ...(loss ? [['L', loss] as const] : []),
    ...outputs,
    ...gradients,
    ...[...hessians].map(([name, array]) => [`hessians.${name}`, array] as const),
    ...[...jacobians].flatMap(([output, by]) =>
      [...by].map(([name, array]) => [`jacobians.${output}.${name}`, array] as const),
    ),
  ];
  return new Map(found.map(([name, { shape, value }]) => [name, { shape, data: value, single: false }]));
}
