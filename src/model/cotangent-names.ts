import type { Tensor } from '../index/tensor.ts';
import { givenTensors } from './expansion.ts';
import { lastOutput, type Structure } from './model.ts';

/**
 * Short names for dL/d(output), by output: delta for the outputs of layers with weights, numbered where there are
 * several; the name that the model gives to what arrives from above.
 */
export function cotangentNames(model: Structure): Map<Tensor, string> {
  const { steps, objective } = model;
  const outputs = steps.map(({ output }) => output);
  const used = new Set([...givenTensors(model), ...outputs].map(({ name }) => name));
  const names = new Map<Tensor, string>();
  if (objective.kind === 'upstream') names.set(lastOutput(model), objective.delta.name);
  const weighted = steps.filter(({ parameters }) => parameters.length > 0).map(({ output }) => output);
  weighted.forEach((output, at) => {
    const name = weighted.length === 1 ? 'delta' : `delta${at + 1}`;
    if (!names.has(output) && !used.has(name)) names.set(output, name);
  });
  return names;
}
