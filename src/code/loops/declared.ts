import { number } from '../../index/formula.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { LoopStep } from '../../program/loops/loop-step.ts';

/** A single number is declared where it gets its first value; arrays are before. */
export function declared(array: Tensor, steps: readonly LoopStep[]): readonly LoopStep[] {
  if (array.shape.length > 0) return steps;
  const at = steps.findIndex((step) => step.kind === 'set' && step.to.tensor === array);
  const first = steps[at];
  if (first?.kind !== 'set')
    return [{ kind: 'variable', variable: array, value: number(0), changes: true }, ...steps];
  const changes = at < steps.length - 1;
  return steps.with(at, { kind: 'variable', variable: array, value: first.value, changes });
}
