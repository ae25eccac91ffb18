import type { Setting } from '../../src/document/setting.ts';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import type { Quantity } from '../../src/evaluate/quantity.ts';
import { finiteRun } from '../../src/evaluate/stage-run.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import { givenTensors } from '../../src/model/expansion.ts';

export interface NumbersByTensor {
  readonly values: ReadonlyMap<Tensor, readonly Quantity[]>;
  readonly gradients: ReadonlyMap<Tensor, readonly Quantity[]>;
}

/** The numbers of a derivation, row-major: of all that is given or made, and dL/d(tensor); none where the model has none. */
export function numbersOf(setting: Setting): NumbersByTensor {
  const numbers = known.get(setting) ?? workedOut(setting);
  known.set(setting, numbers);
  return numbers;
}

/** Worked out once. */
const known = new WeakMap<Setting, NumbersByTensor>();

function workedOut({ flowing, model, wrt }: Setting): NumbersByTensor {
  const run = finiteRun(model, wrt);
  if (!run) return { values: new Map(), gradients: new Map() };
  const tensors = [...givenTensors(model), ...analysisOf(model).rules.map(({ output }) => output)];
  return {
    values: new Map(tensors.map((tensor) => [tensor, run.value(tensor)])),
    gradients: new Map([...flowing].map((tensor) => [tensor, run.gradient(tensor)])),
  };
}
