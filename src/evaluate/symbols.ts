import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import type { Tensor } from '../index/tensor.ts';
import { type Expansion, givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import type { ExactArray } from '../values/exact-array.ts';

/** The exact number of every Symbol node, at the position of its node. */
export function symbolValues(
  model: Model,
  { entries }: Expansion,
  values: ReadonlyMap<string, ExactArray>,
): Fraction[] {
  const symbols: Fraction[] = [];
  for (const tensor of givenTensors(model)) {
    const given = values.get(tensor.name);
    if (!given) throw new Error(`${tensor.name} has no values`);
    entriesOf(entries, tensor).forEach((node, place) => {
      symbols[node] = given.data[place];
    });
  }
  return symbols;
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
