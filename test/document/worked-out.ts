import { expect } from 'vitest';
import type { Block } from '../../src/document/block.ts';
import type { Setting } from '../../src/document/setting.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { alignedRows } from '../../src/formats/displayed.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import { differentiable, givenTensors } from '../../src/model/expansion.ts';
import { latex } from '../../src/notation/latex.ts';
import { shownAxes } from '../../src/writing/entry-name.ts';
import { type Entries, type Known, nameAndSubscripts, sides, type Value } from '../notation/latex-value.ts';

/** One chain of equations as it is printed, and the values of its sides; undefined what is not known. */
export interface Worked {
  readonly latex: string;
  readonly values: readonly (Value | undefined)[];
}

/** All equations of a derivation as LaTeX of this width, worked out as a reader would. */
export function workedOut(blocks: readonly Block[], setting: Setting, width: number): Worked[] {
  const arrays = arraysOf(setting);
  const inPieces = new Set(
    setting.model.steps
      .filter(({ definitions }) => definitions.length > 1)
      .map(({ output }) => nameAndSubscripts(latex(setting.names.entry(output, 0))).name),
  );
  return blocks
    .flatMap((block) => (block.kind === 'equation' ? block.lines : []))
    .flatMap((line) => {
      const printed = alignedRows([line], (math) => math, width).join(' ');
      return bindings(latex(line.left), arrays, inPieces).map((letters) => ({
        latex: printed,
        values: sides(printed, { arrays, letters }),
      }));
    });
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

/** The arrays of a model with numbers, by their names on the page. */
export function arraysOf({ model, names, numbers }: Setting): Known['arrays'] {
  const evaluated = evaluateModel(model);
  const arrays = new Map<string, Entries>();
  const add = (name: string, { shape }: Tensor, data: ArrayLike<number>): void => {
    arrays.set(name, { shape: shownAxes(shape).map((axis) => shape[axis]), data });
  };
  const named = (tensor: Tensor): string => nameAndSubscripts(latex(names.entry(tensor, 0))).name;
  for (const tensor of givenTensors(model)) {
    const given = model.values?.get(tensor.name);
    if (given)
      add(
        named(tensor),
        tensor,
        given.data.map((one) => one.valueOf()),
      );
  }
  for (const { output } of model.steps) {
    const made = evaluated.outputs.get(output.name);
    if (made) add(named(output), output, made.value);
  }
  const outputs = model.steps.map(({ output }) => output);
  for (const tensor of [...outputs, ...differentiable(model)]) {
    const cotangent = numbers?.cotangents.get(tensor);
    const name = nameAndSubscripts(latex(names.cotangentEntry(tensor, 0))).name;
    if (cotangent)
      add(
        name,
        tensor,
        cotangent.map((one) => one.valueOf()),
      );
  }
  if (evaluated.loss) arrays.set('L', { shape: [], data: evaluated.loss.value });
  return arrays;
}

/**
 * Every way to give the letters of a left-hand side o_{ij} their values; one without letters if there are none, or if
 * they run over a piece of the array only.
 */
function bindings(
  left: string,
  arrays: Known['arrays'],
  inPieces: ReadonlySet<string>,
): Map<string, number>[] {
  const { name, subscripts } = nameAndSubscripts(left);
  const shape = arrays.get(name)?.shape ?? [];
  const letters = subscripts.match(/\\[a-z]+|[a-z]/g) ?? [];
  if (letters.length !== shape.length || letters.length === 0 || inPieces.has(name)) return [new Map()];
  return shape.reduce<Map<string, number>[]>(
    (all, size, axis) =>
      all.flatMap((bound) =>
        Array.from({ length: size }, (_, at) => new Map([...bound, [letters[axis], at + 1]])),
      ),
    [new Map()],
  );
}
