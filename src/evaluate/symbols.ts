import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import type { Tensor } from '../index/tensor.ts';
import { type Expansion, givenTensors } from '../model/expansion.ts';
import type { Model, Structure } from '../model/model.ts';
import { type Doubles, doublesOf, type ExactArray } from '../values/exact-array.ts';

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

export function givenData(values: ReadonlyMap<string, ExactArray>, tensor: Tensor): readonly Fraction[] {
  return givenArray(values, tensor).data;
}

function givenArray(values: ReadonlyMap<string, ExactArray>, { name }: Tensor): ExactArray {
  const given = values.get(name);
  if (!given) throw new Error(`${name} has no values`);
  return given;
}

/** What is given of one tensor, as the file has it where it has doubles. Throws BadInput where the model has no values. */
export function givenDoubles(model: Model, tensor: Tensor): Doubles {
  return doublesOf(givenArray(valuesOf(model), tensor));
}

/** Everything that is given, in double precision. Throws BadInput where the model has no values. */
export function givenFloats(model: Model): Map<Tensor, Float64Array> {
  return new Map(
    givenTensors(model).map((tensor) => [tensor, new Float64Array(givenDoubles(model, tensor))]),
  );
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
