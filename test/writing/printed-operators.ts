import type { EquationLine } from '../../src/document/block.ts';
import { lawWithArrays, ruleWithArrays } from '../../src/document/laws/operator-lines.ts';
import type { Setting } from '../../src/document/setting.ts';
import { simplify } from '../../src/index/simplify.ts';
import { entryCount, type Tensor } from '../../src/index/tensor.ts';
import type { Law } from '../../src/model/laws.ts';
import { sym } from '../../src/notation/build.ts';
import { latex } from '../../src/notation/latex.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { shownAxes } from '../../src/writing/entry-name.ts';
import { type NumbersByTensor, numbersOf } from '../document/numbers-of.ts';
import { type Comparison, isAlike } from '../document/printed-laws.ts';
import { readNotation } from '../notation/read-notation.ts';
import { array, type Known, meaning, NoMeaning, placesOf, type Whole } from './whole-arrays.ts';

/**
 * Every rule and law with whole arrays of a model with values, read back from its LaTeX and worked out from the
 * definitions in the table of notation.
 */
export function printedOperators(setting: Setting, laws: readonly Law[]): Comparison {
  const { model, names } = setting;
  const numbers = numbersOf(setting);
  const arrays = arraysOf(setting, numbers);
  const all: Comparison[] = [];
  for (const { output, definitions, inputs } of model.steps) {
    const made = numbers.values.get(output);
    // Of more than one rule each speaks of some entries only.
    const line = definitions.length === 1 ? ruleWithArrays(names, simplify(definitions[0])) : undefined;
    if (!line || !made || names.isRenamed(output)) continue;
    all.push(compared(line, squeezed(output, made), { arrays, input: names.shown(inputs[0]).name }));
  }
  for (const law of laws) {
    const gradient = numbers.gradients.get(law.of);
    const line = lawWithArrays(names, law);
    if (!line || !gradient || names.isRenamed(law.of) || entryCount(law.of.shape) === 1) continue;
    all.push(compared(line, squeezed(law.of, gradient), { arrays, input: names.shown(law.of).name }));
  }
  return {
    compared: all.reduce((count, one) => count + one.compared, 0),
    differences: all.flatMap(({ differences }) => differences),
    unread: all.flatMap(({ unread }) => unread),
  };
}

/** Arrays by the names under which they are printed; a gradient without a name of its own as dL/dx. */
function arraysOf({ names }: Setting, { values: made, gradients }: NumbersByTensor): Map<string, Whole> {
  const arrays = new Map<string, Whole>();
  for (const [tensor, values] of made)
    if (!names.isRenamed(tensor)) arrays.set(tensor.name, squeezed(tensor, values));
  for (const [tensor, values] of gradients) {
    if (names.isRenamed(tensor)) continue;
    const printed = names.cotangentEntry(tensor, 0);
    if (printed.kind === 'symbol') arrays.set(printed.name, squeezed(tensor, values));
    if (printed.kind === 'derivative' && printed.by.kind === 'symbol')
      arrays.set(`dL/d${printed.by.name}`, squeezed(tensor, values));
  }
  return arrays;
}

/** Axes of one entry are not written. */
function squeezed({ shape }: Tensor, values: readonly { valueOf(): number }[]): Whole {
  return array(
    shownAxes(shape).map((axis) => shape[axis]),
    values.map((value) => value.valueOf()),
  );
}

/** The right-hand sides of a line, for every place of the array on its left. */
function compared(
  { left, steps }: EquationLine,
  expected: Whole,
  known: { readonly arrays: Known['arrays']; readonly input: string },
): Comparison {
  const symbol = left.kind === 'derivative' ? left.by : left;
  const subscripts = symbol.kind === 'symbol' ? symbol.subscripts : [];
  // Left-hand sides such as x_{c,2i-1} speak of some entries only, as the law in index letters does.
  if (subscripts.some((subscript) => subscript.kind === 'sum'))
    return { compared: 0, differences: [], unread: [] };
  const input = sym(known.input, ...subscripts);
  const differences: string[] = [];
  const unread: string[] = [];
  for (const { right } of steps) {
    const printed = latex(right);
    try {
      for (const place of placesOf(expected.shape)) {
        const letters = lettersAt(subscripts, place);
        const free = place
          .map((_, axis) => axis)
          .filter((axis) => !['symbol', 'number'].includes(subscripts[axis]?.kind));
        const shape = free.map((axis) => expected.shape[axis]);
        const made = meaning(readNotation(printed), { ...known, input, letters, shape });
        const [value, wanted] = [made.at(free.map((axis) => place[axis])), expected.at(place)];
        if (!isAlike(value, wanted))
          differences.push(`${value} for ${wanted} at ${place} of ${latex(left)} = ${printed}`);
      }
    } catch (error) {
      if (!(error instanceof NoMeaning)) throw error;
      unread.push(`${error.message}: ${latex(left)} = ${printed}`);
    }
  }
  return { compared: steps.length - unread.length, differences, unread };
}

function lettersAt(subscripts: readonly Notation[], place: readonly number[]): Map<string, number> {
  return new Map(
    subscripts.flatMap((subscript, axis): [string, number][] =>
      subscript.kind === 'symbol' ? [[subscript.name, place[axis]]] : [],
    ),
  );
}
