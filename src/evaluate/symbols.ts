import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Tensor } from '../index/tensor.ts';
import { type Expansion, givenTensors } from '../model/expansion.ts';
import type { Model, Structure } from '../model/model.ts';
import type { ExactArray, Floats } from '../values/exact-array.ts';

/** The exact number of every Symbol node, at the position of its node. */
export function symbolValues(
  model: Structure,
  { entries }: Expansion,
  values: ReadonlyMap<string, ExactArray>,
): Fraction[] {
  return numbersBySymbol(
    givenTensors(model).map((tensor) => [entriesOf(entries, tensor), givenData(values, tensor)]),
  );
}

/** The numbers of arrays, each at the position of the node that stands for it. */
export function numbersBySymbol<Value>(
  arrays: Iterable<readonly [nodes: Int32Array, numbers: ArrayLike<Value>]>,
): Value[] {
  const found: Value[] = [];
  for (const [nodes, numbers] of arrays)
    nodes.forEach((node, place) => {
      found[node] = numbers[place];
    });
  return found;
}

export function givenData(values: ReadonlyMap<string, ExactArray>, { name }: Tensor): readonly Fraction[] {
  return givenArray(values, name).data;
}

function givenArray(values: ReadonlyMap<string, ExactArray>, name: string): ExactArray {
  const given = values.get(name);
  if (!given) throw new Error(`${name} has no values`);
  return given;
}

/** Everything that is given, in double precision. Throws BadInput where the model has no values. */
export function givenFloats(model: Model): Map<Tensor, Float64Array> {
  return new Map(givenTensors(model).map((tensor) => [tensor, Float64Array.from(floatsOf(model, tensor))]));
}

/** The numbers of what is given, in double precision: as they were read, where they were read so. */
export function floatsOf(model: Model, { name }: Tensor): Floats {
  const array = givenArray(valuesOf(model), name);
  return array.floats ?? Float64Array.from(array.data, nearestDouble);
}

export function entriesOf(entries: ReadonlyMap<Tensor, Int32Array>, tensor: Tensor): Int32Array {
  const nodes = entries.get(tensor);
  if (!nodes) throw new Error(`${tensor.name} was not expanded`);
  return nodes;
}

/** The model's own values. Throws BadInput where it has none. */
export function valuesOf(model: Model): ReadonlyMap<string, ExactArray> {
  if (model.values) return model.values;
  if (model.random)
    throw new BadInput(
      `${model.file}: its values are drawn anew for every variant; say which one, such as --variant 7KQ2-M0XA.`,
    );
  const names = givenTensors(model).map((tensor) => tensor.name);
  throw new BadInput(
    `${model.file}: the model has no values, expected a map \`values:\` with ${names.join(', ')}.`,
  );
}
