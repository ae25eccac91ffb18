import type Fraction from 'fraction.js';
import { isScalar, isSeq, isMap as isYamlMap } from 'yaml';
import { BadInput, type ModelPath } from '../bad-input.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { shown } from './check.ts';
import type { ExactArray } from './exact-array.ts';
import { exactNumber } from './exact-number.ts';
import type { Source } from './source.ts';
import { suggestion } from './suggestion.ts';

/** Lists nested deeper than any tensor has axes. */
const deepest = 8;

/** The numbers of all given tensors, read as written from the map at `path`. Throws BadInput, located, for what does not fit. */
export function valuesAt(
  source: Source,
  path: ModelPath,
  tensors: readonly Tensor[],
): Map<string, ExactArray> {
  const map = source.node(path);
  const names = tensors.map((tensor) => tensor.name);
  if (!isYamlMap(map)) throw new BadInput(`expected a map of values with ${names.join(', ')}.`, path);
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : shown(key);
    if (!names.includes(name)) {
      throw new BadInput(
        `there is no array ${shown(name)} in this model${suggestion(name, names)} It has ${names.join(', ')}.`,
        [...path, name],
      );
    }
  }
  return new Map(
    tensors.map((tensor): [string, ExactArray] => {
      const at = [...path, tensor.name];
      const node = source.node(at);
      if (node === undefined) {
        throw new BadInput(
          `the value of ${tensor.name} (${sizesText(tensor.shape)}) is missing; values need ${names.join(', ')}.`,
          path,
        );
      }
      return [tensor.name, { shape: tensor.shape, data: arrayAt(source, at, tensor) }];
    }),
  );
}

/** The entries in row-major order. Axes of size 1 may be left out: 3 x 3 numbers fill 1 x 3 x 3. */
function arrayAt(source: Source, path: ModelPath, tensor: Tensor): Fraction[] {
  const shape = probed(source, source.node(path));
  const long = (sizes: Shape): string => sizes.filter((size) => size !== 1).join();
  if (long(shape) !== long(tensor.shape)) {
    throw new BadInput(`found ${sizesText(shape)}, expected ${sizesText(tensor.shape)}.`, path);
  }
  const data: Fraction[] = [];
  const fill = (given: unknown, place: ModelPath, axis: number): void => {
    const node = source.follow(given);
    if (axis === shape.length) {
      data.push(numberAt(node, place));
      return;
    }
    const found = isSeq(node) ? node.items.length : undefined;
    if (!isSeq(node) || found !== shape[axis]) {
      const count = found === undefined ? 'a single entry' : found === 1 ? '1 entry' : `${found} entries`;
      throw new BadInput(
        `found ${count}, expected ${shape[axis]}, as in the rows before: ${tensor.name} is ${sizesText(shape)}.`,
        place,
      );
    }
    node.items.forEach((item, at) => {
      fill(item, [...place, at], axis + 1);
    });
  };
  fill(source.node(path), path, 0);
  return data;
}

/** The shape that the first entries of nested lists say. */
function probed(source: Source, first: unknown): Shape {
  const shape: number[] = [];
  let node = source.follow(first);
  while (isSeq(node) && shape.length < deepest) {
    shape.push(node.items.length);
    node = source.follow(node.items[0]);
  }
  return shape;
}

function numberAt(node: unknown, place: ModelPath): Fraction {
  const text = isScalar(node) ? (typeof node.value === 'string' ? node.value : node.source) : undefined;
  const value = text === undefined ? undefined : exactNumber(text);
  if (value) return value;
  throw new BadInput(
    `found ${text === undefined ? 'no number' : shown(text)}, expected a finite number, such as 2, 0.5, 1/2 or 1e-3.`,
    place,
  );
}

/** The sizes that matter: axes of size 1 may be left out. */
function sizesText(shape: Shape): string {
  const long = shape.filter((size) => size !== 1);
  return long.length === 0 ? 'a single number' : `${long.join(' × ')} numbers`;
}
