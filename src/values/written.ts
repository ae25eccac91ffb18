import type Fraction from 'fraction.js';
import { BadInput, type ModelPath } from '../bad-input.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { shown } from './check.ts';
import { exactNumber } from './exact-number.ts';
import { type FoundArray, type GivenArrays, sizesText } from './given-arrays.ts';
import { type SourceNode, textOf } from './node.ts';
import type { Source } from './source.ts';

/** Lists nested deeper than any tensor has axes. */
const mostAxes = 8;

/**
 * The arrays that the map at `path` writes down. A text that is no number is the name of a file, which `open` reads.
 */
export function writtenArrays(
  source: Source,
  path: ModelPath,
  open: ((file: string) => GivenArrays | undefined) | undefined,
): GivenArrays {
  const map = source.node(path);
  if (map?.kind !== 'map') throw source.located(new BadInput('expected a map of values by name.', path));
  const find = (name: string): FoundArray | undefined => {
    const place = [...path, name];
    const node = map.get(name);
    if (node === undefined) return undefined;
    const text = textOf(node);
    const file = text !== undefined && exactNumber(text) === undefined ? open?.(text) : undefined;
    if (file) return fromFile(file, name);
    return {
      shape: probed(node),
      entries: (tensor) => located(source, () => arrayAt(source, place, tensor)),
    };
  };
  return {
    names: map.entries.map(([key]) => key),
    find,
    refuse: (name, message) =>
      source.located(new BadInput(message, name === undefined ? path : [...path, name])),
  };
}

/** The array in a file that is named for one tensor: the only one, or the one of this name. */
function fromFile(file: GivenArrays, name: string): FoundArray {
  const found = file.find(name) ?? (file.names.length === 1 ? file.find(file.names[0]) : undefined);
  if (found) return found;
  throw file.refuse(undefined, `there is no array ${shown(name)} here; it has ${file.names.join(', ')}.`);
}

/** The entries in row-major order. */
function arrayAt(source: Source, path: ModelPath, { name }: Pick<Tensor, 'name'>): Fraction[] {
  const cells: Fraction[] = [];
  eachCell(source, path, name, (node, place) => cells.push(numberAt(node, place)));
  return cells;
}

/** Visits what the nested lists at a path hold, row-major; `name` is what messages call the whole. */
export function eachCell(
  source: Source,
  path: ModelPath,
  name: string,
  visit: (node: SourceNode, place: () => ModelPath) => void,
): void {
  const whole = source.node(path);
  if (!whole) throw new Error(`nothing at ${path.join()}`);
  const shape = probed(whole);
  const fill = (node: SourceNode, place: () => ModelPath, axis: number): void => {
    if (axis === shape.length) {
      visit(node, place);
      return;
    }
    const found = node.kind === 'list' ? node.items.length : undefined;
    if (node.kind !== 'list' || found !== shape[axis]) {
      const count = found === undefined ? 'a single entry' : found === 1 ? '1 entry' : `${found} entries`;
      throw new BadInput(
        `found ${count}, expected ${shape[axis]}, as in the rows before: ${name} is ${sizesText(shape)}.`,
        place(),
      );
    }
    node.items.forEach((item, at) => {
      fill(item, () => [...place(), at], axis + 1);
    });
  };
  fill(whole, () => path, 0);
}

/** The shape that the first entries of nested lists say. */
export function probed(first: SourceNode | undefined): Shape {
  const shape: number[] = [];
  let node = first;
  while (node?.kind === 'list' && shape.length < mostAxes) {
    shape.push(node.items.length);
    node = node.items[0];
  }
  return shape;
}

function numberAt(node: SourceNode, place: () => ModelPath): Fraction {
  const text = node.kind === 'scalar' ? node.written : undefined;
  const value = text === undefined ? undefined : exactNumber(text);
  if (value) return value;
  throw new BadInput(
    `found ${text === undefined ? 'no number' : shown(text)}, expected a finite number, such as 2, 0.5, 1/2 or 1e-3.`,
    place(),
  );
}

function located<T>(source: Source, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof BadInput && error.path) throw source.located(error);
    throw error;
  }
}
