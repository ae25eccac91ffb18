import { expect } from 'vitest';
import type { Block } from '../../src/document/block.ts';
import type { Setting } from '../../src/document/setting.ts';
import { inOwnNotation } from '../../src/document/signs/in-own-notation.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { alignedRows } from '../../src/formats/displayed.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import { differentiable, givenTensors } from '../../src/model/expansion.ts';
import { latex } from '../../src/notation/latex.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { type Entries, type Known, nameAndSubscripts, sides, type Value } from '../notation/latex-value.ts';
import { numbersOf } from './numbers-of.ts';

/** One chain of equations as it is printed, and the values of its sides; undefined what is not known. */
export interface Worked {
  readonly latex: string;
  readonly values: readonly (Value | undefined)[];
}

/** All equations of a derivation as LaTeX of this width, worked out as a reader would. */
export function workedOut(
  blocks: readonly Block[],
  setting: Setting,
  width: number,
  order: 1 | 2 = 1,
): Worked[] {
  const known = knownOf(setting, order);
  const printed = printing(setting);
  const inPieces = new Set(
    setting.model.steps
      .filter(({ definitions }) => definitions.length > 1)
      .map(({ output }) => nameAndSubscripts(printed(setting.names.entry(output, 0))).name),
  );
  return blocks
    .flatMap((block) => (block.kind === 'equation' ? block.lines : []))
    .flatMap((line) => {
      const row = alignedRows([line], (math) => math, width).join(' ');
      return bindings(latex(line.left), known, inPieces).map((letters) => ({
        latex: row,
        values: sides(row, { ...known, letters }),
      }));
    });
}

/** How a notation is printed: in the author's own, where there is one. */
function printing({ names }: Setting): (notation: Notation) => string {
  return (notation) => {
    const line = { left: notation, steps: [] };
    const [block] = inOwnNotation({ title: '', blocks: [{ kind: 'equation', lines: [line] }] }, names).blocks;
    if (block.kind !== 'equation') throw new Error('an equation stays one');
    return latex(block.lines[0].left);
  };
}

/** Compares all sides of each chain that are known, and returns how many chains had at least two. */
export function trueChains(chains: readonly Worked[]): number {
  return chains.filter(({ latex, values }) => {
    const [first, ...others] = values.filter((value) => value !== undefined).map(flat);
    for (const value of others) expectAlike(value, first, latex);
    return others.length > 0;
  }).length;
}

function flat(value: Value): readonly number[] {
  return typeof value === 'number' ? [value] : value.flat();
}

/** Numbers on the page have six digits, and so have those that they are made of. */
function expectAlike(a: readonly number[], b: readonly number[], latex: string): void {
  expect(a.length, latex).toBe(b.length);
  a.forEach((one, at) => {
    expect(Math.abs(one - b[at]), `${one} and ${b[at]} in ${latex}`).toBeLessThan(1e-4 * (1 + Math.abs(one)));
  });
}

/** What the formulas of a model with numbers speak of, by its names on the page. */
export function knownOf(setting: Setting, order: 1 | 2 = 1): Known {
  const { model, names } = setting;
  const { values, gradients } = numbersOf(setting);
  const printed = printing(setting);
  const wrt = differentiable(model);
  const evaluated = evaluateModel(model, { order, wrt: wrt.map(({ name }) => name) });
  const arrays = new Map<string, Entries>();
  const add = (entry: Notation, tensor: Tensor, data: ArrayLike<number>): void => {
    arrays.set(nameAndSubscripts(printed(entry)).name, asShown(tensor, names.counting.axes(tensor), data));
  };
  for (const tensor of givenTensors(model)) {
    const given = model.values?.get(tensor.name);
    const data = given?.data.map((one) => one.valueOf());
    if (data) add(names.entry(tensor, 0), tensor, data);
  }
  for (const { output } of model.steps) {
    // What a layer makes on its way, such as a mean, is no output.
    const made =
      evaluated.outputs.get(output.name)?.value ?? values.get(output)?.map((value) => value.valueOf());
    if (made && !names.isRenamed(output)) add(names.entry(output, 0), output, made);
  }
  for (const tensor of wrt) {
    const second = evaluated.hessians.get(tensor.name)?.value;
    if (!second || names.counting.axes(tensor).some((axis, at, all) => axis < all[at - 1])) continue;
    const shape = names.counting.axes(tensor).map((axis) => tensor.shape[axis]);
    const count = shape.reduce((a, b) => a * b, 1);
    const name = nameAndSubscripts(printed(names.entry(tensor, 0))).name;
    const drawn = { shape: [count, count], data: second };
    arrays.set(`d2L/d${name}`, { shape: [...shape, ...shape], data: second, drawn });
  }
  const outputs = model.steps.map(({ output }) => output);
  for (const tensor of [...outputs, ...wrt]) {
    const cotangent = gradients.get(tensor)?.map((one) => one.valueOf());
    if (cotangent && !names.isRenamed(tensor)) add(names.cotangentEntry(tensor, 0), tensor, cotangent);
  }
  const loss = printed(names.loss);
  if (evaluated.loss) arrays.set(loss, { shape: [], data: evaluated.loss.value });
  return { arrays, letters: new Map(), loss, base: names.counting.base };
}

/** The entries in the order of the axes that are printed. */
export function asShown({ shape }: Tensor, axes: readonly number[], data: ArrayLike<number>): Entries {
  const sizes = axes.map((axis) => shape[axis]);
  const count = sizes.reduce((a, b) => a * b, 1);
  const entries = Array.from({ length: count }, (_, at) => {
    const place = shape.map(() => 0);
    let rest = at;
    for (const axis of axes.toReversed()) {
      place[axis] = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return data[place.reduce((sofar, one, axis) => sofar * shape[axis] + one, 0)];
  });
  const drawn = { shape: axes.toSorted((a, b) => a - b).map((axis) => shape[axis]), data };
  return { shape: sizes, data: entries, drawn };
}

/**
 * Every way to give the letters of a left-hand side o_{ij} their values; one without letters if there are none, or if
 * they run over a piece of the array only.
 */
function bindings(
  left: string,
  { arrays, base }: Known,
  inPieces: ReadonlySet<string>,
): Map<string, number>[] {
  const { name, subscripts } = nameAndSubscripts(left);
  const shape = arrays.get(name)?.shape ?? [];
  const letters = subscripts.match(/\\[a-z]+|[a-z]/g) ?? [];
  if (letters.length !== shape.length || letters.length === 0 || inPieces.has(name)) return [new Map()];
  return shape.reduce<Map<string, number>[]>(
    (all, size, axis) =>
      all.flatMap((bound) =>
        Array.from({ length: size }, (_, at) => new Map([...bound, [letters[axis], at + base]])),
      ),
    [new Map()],
  );
}
