import type Fraction from 'fraction.js';
import { entryCount, type Shape, type Tensor, writtenIndex } from '../index/tensor.ts';
import { shown } from '../values/check.ts';
import { type Doubles, type ExactArray, exactOnDemand } from '../values/exact-array.ts';
import { type FoundArray, type GivenArrays, sizesText } from '../values/given-arrays.ts';
import { inOrder, stridesOf } from '../values/in-order.ts';
import { suggestion } from '../values/suggestion.ts';
import { givenTensors } from './expansion.ts';
import type { Model } from './model.ts';

export type WeightLayout = 'OIHW' | 'HWIO';

/** The numbers of all given tensors of a model but those of `drawn`. Throws BadInput, with its place, for what does not fit. */
export function givenValues(
  arrays: GivenArrays,
  model: Omit<Model, 'values'>,
  layout: WeightLayout,
  drawn: ReadonlyMap<string, unknown> = new Map(),
): Map<string, ExactArray> {
  const tensors = givenTensors(model).filter(({ name }) => !drawn.has(name));
  const values = arraysFor(arrays, tensors, layout);
  for (const tensor of tensors) demandTarget(arrays, model, tensor, values);
  return values;
}

/** The arrays of these tensors, and of no others. Throws BadInput, with its place, for what does not fit. */
export function arraysFor(
  arrays: GivenArrays,
  tensors: readonly Tensor[],
  layout: WeightLayout = 'OIHW',
): Map<string, ExactArray> {
  const names = tensors.map(({ name }) => name);
  const found = byName(arrays, tensors);
  for (const name of found.unknown) {
    throw arrays.refuse(
      name,
      `there is no array ${shown(name)} in this model${suggestion(name, names)} It has ${names.join(', ')}.`,
    );
  }
  return new Map(
    tensors.map((tensor): [string, ExactArray] => {
      const array = found.arrays.get(tensor.name);
      if (!array) {
        throw arrays.refuse(
          undefined,
          `the value of ${tensor.name} (${sizesText(tensor.shape)}) is missing; values need ${names.join(', ')}.`,
        );
      }
      return [tensor.name, givenEntries(arrays, array, tensor, layout)];
    }),
  );
}

/** The shape of the values under a name, if there are any. */
export function shapeGiven(arrays: GivenArrays | undefined, name: string): Shape | undefined {
  return (
    arrays?.find(name)?.shape ?? arrays?.find(arrays.names.find((key) => symbolOf(key) === name) ?? '')?.shape
  );
}

function byName(
  arrays: GivenArrays,
  tensors: readonly Tensor[],
): { arrays: ReadonlyMap<string, FoundArray>; unknown: readonly string[] } {
  const names = tensors.map(({ name }) => name);
  if (arrays.nameless) {
    const only = arrays.find('');
    if (tensors.length === 1 && only) return { arrays: new Map([[names[0], only]]), unknown: [] };
    throw arrays.refuse(
      undefined,
      `it holds one array without a name, and the model wants ${names.join(', ')}; say which it is: values: { ${names[0]}: FILE, ... }.`,
    );
  }
  const known = new Map<string, FoundArray>();
  const unknown: string[] = [];
  for (const key of arrays.names) {
    const name = names.includes(key) ? key : symbolOf(key);
    const array = names.includes(name) ? arrays.find(key) : undefined;
    if (array) known.set(name, array);
    else unknown.push(key);
  }
  return { arrays: known, unknown };
}

/** PyTorch's "conv1.weight" is no name of a symbol: conv1_weight is. */
function symbolOf(key: string): string {
  return key.replaceAll('.', '_');
}

/** Row-major in PyTorch's layout. Axes of size 1 may be left out: 3 x 3 numbers fill 1 x 3 x 3. */
function givenEntries(
  arrays: GivenArrays,
  array: FoundArray,
  tensor: Tensor,
  layout: WeightLayout,
): ExactArray {
  const { shape } = tensor;
  const axes = storedAxes(tensor, layout);
  const stored = axes.map((axis) => shape[axis]);
  const long = (sizes: Shape): string => sizes.filter((size) => size !== 1).join();
  if (long(array.shape) !== long(stored))
    throw arrays.refuse(tensor.name, `found ${sizesText(array.shape)}, expected ${sizesText(stored)}.`);
  const strides = axes.some((axis, at) => axis !== at) ? stridesOf(shape, axes) : undefined;
  const fractions = (): readonly Fraction[] => {
    const data = array.entries(tensor);
    if (!strides) return data;
    const ordered: Fraction[] = [];
    inOrder(shape, strides, (at) => ordered.push(data[at]));
    return ordered;
  };
  const doubles = array.doubles?.();
  if (!doubles) return { shape, data: fractions() };
  return exactOnDemand(shape, strides ? ordered(doubles, shape, strides) : doubles, fractions);
}

function ordered(doubles: Doubles, shape: Shape, strides: readonly number[]): Doubles {
  const found = new Float64Array(entryCount(shape));
  let place = 0;
  inOrder(shape, strides, (at) => {
    found[place++] = doubles[at];
  });
  return found;
}

/** The axes of a weight in the order in which the file has them: HWIO puts the first two last, in and out swapped. */
export function storedAxes({ shape, role }: Tensor, layout: WeightLayout): number[] {
  const axes = shape.map((_, axis) => axis);
  return layout === 'HWIO' && role === 'weight' ? [...axes.slice(2), 1, 0] : axes;
}

function demandTarget(
  arrays: GivenArrays,
  { objective }: Omit<Model, 'values'>,
  tensor: Tensor,
  values: ReadonlyMap<string, ExactArray>,
): void {
  if (objective.kind !== 'loss' || objective.target !== tensor || !objective.targetValues) return;
  const { admits, expected } = objective.targetValues;
  const data = values.get(tensor.name)?.data ?? [];
  const wrong = data.findIndex((value) => !admits(value.valueOf()));
  if (wrong < 0) return;
  const at = data.length === 1 ? '' : ` at [${writtenIndex(tensor, wrong).join(', ')}]`;
  throw arrays.refuse(tensor.name, `found ${data[wrong].toFraction()}${at}, expected ${expected}.`);
}
