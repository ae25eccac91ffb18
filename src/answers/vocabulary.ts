import type { Tensor } from '../index/tensor.ts';
import { cotangentNames } from '../model/cotangent-names.ts';
import { differentiable, givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';

/** What an answer about a model may speak of, and under which names. */
export interface Vocabulary {
  /** The input and every parameter: what answers are usually about. */
  readonly differentiable: readonly Tensor[];
  /** Outputs of layers, in order. */
  readonly outputs: readonly Tensor[];
  /** Everything with a name of its own: input, parameters, constants, target, what arrives from above, outputs, the loss L. */
  readonly tensors: readonly Tensor[];
  /** The tensor that stands for dL/d(tensor), by tensor: input, parameters and outputs have one. */
  readonly cotangents: ReadonlyMap<Tensor, Tensor>;
  /** Short names of these: delta is dL/do. */
  readonly shortNames: ReadonlyMap<string, Tensor>;
}

export function vocabularyOf(model: Model): Vocabulary {
  const { objective } = model;
  const outputs = model.steps.map(({ output }) => output);
  const by = differentiable(model);
  const cotangents = new Map(
    [...by, ...outputs].map((tensor): [Tensor, Tensor] => [tensor, { ...tensor, role: 'upstream' }]),
  );
  const shortNames = new Map([...cotangentNames(model)].map(([output, name]) => [name, output]));
  const loss = objective.kind === 'loss' ? [objective.definition.output] : [];
  return {
    differentiable: by,
    outputs,
    tensors: [...givenTensors(model), ...outputs, ...loss],
    cotangents,
    shortNames,
  };
}
