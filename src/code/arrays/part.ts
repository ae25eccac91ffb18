import { Binds, type Code } from '../../expr/code.ts';
import { type Condition, type Formula, multiply, type Range } from '../../index/formula.ts';
import { freeLetters } from '../../index/free-letters.ts';
import { summedProduct } from '../../index/summed-product.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { CodeNames } from '../../program/code-names.ts';
import type { RulePart, RuleStatement } from '../../program/statement.ts';
import { arrayCode } from './array-code.ts';
import { type ArrayView, inBrackets, indexOf, viewOf, withAxes } from './axis.ts';
import { isConstant } from './constants.ts';
import { hoisted, isLooped } from './hoisted.ts';
import type { ArrayLibrary } from './library.ts';
import { loopLetters } from './loop-letters.ts';
import { pythonLoops } from './python-loops.ts';
import { rearranged } from './rearranged.ts';
import { summedCode } from './summed.ts';
import { tuple } from './tuple.ts';

/** The array as one expression, where no part of it needs loops. */
export function wholeLines(
  { output, over, subscripts, body }: RulePart,
  before: RuleStatement[],
  names: CodeNames,
  library: ArrayLibrary,
): string[] | undefined {
  const turned = rearranged({ output, over, subscripts, body }, library);
  if (turned !== undefined) return [`${output.name} = ${turned}`];
  const plain = subscripts.every(
    ({ constant, terms }) => constant === 0 && terms.length === 1 && terms[0].coefficient === 1,
  );
  const terms = body.kind === 'add' ? body.terms : [body];
  const direct = terms.some((term) => {
    const factors = term.kind === 'multiply' ? term.factors : [term];
    return factors.some(isLooped);
  });
  if (!plain || direct) return undefined;
  const made = hoisted(body, over, false, names);
  // d[i,j] = a[3 i + j] + b[3 i + j] is no slice of either.
  if (loopLetters({ left: subscripts, value: made.formula, where: [], ranges: over }).size > 0)
    return undefined;
  before.push(...made.before);
  const axes = subscripts.map((form) => form.terms[0].letter);
  const { extents } = withAxes({ axes: [], extents: new Map(), loops: [] }, over);
  const view: ArrayView = { axes, extents, loops: [] };
  const { text } = arrayCode(made.formula, view, library);
  return [`${output.name} = ${spread(text, made.formula, axes, output, library)}`];
}

/** Values that do not depend on all letters, repeated along the others. */
function spread(
  text: string,
  formula: Formula,
  axes: readonly string[],
  { shape }: Tensor,
  library: ArrayLibrary,
): string {
  if (isConstant(formula)) return library.full(shape, text);
  const met = freeLetters(formula);
  return axes.every((name) => met.has(name))
    ? text
    : `${library.module}.broadcast_to(${text}, ${tuple(shape)})`;
}

/** One statement for each term: loops over places in windows, slices along everything else. */
export function partLines(
  part: RulePart,
  several: boolean,
  before: RuleStatement[],
  names: CodeNames,
  library: ArrayLibrary,
): string[] {
  const { output, over, subscripts, body, adds } = part;
  const terms = body.kind === 'add' ? body.terms : [body];
  return terms.flatMap((term) => {
    const isMax = term.kind === 'max' && !several && !adds && terms.length === 1;
    const {
      inner,
      where,
      value: whole,
    } = isMax ? { inner: term.over, where: term.where, value: term.body } : sumOf(term);
    const ranges = [...over, ...inner];
    const made = hoisted(whole, ranges, true, names);
    before.push(...made.before);
    const value = made.formula;
    const letters = loopLetters({ left: subscripts, value, where, ranges });
    const loops = pythonLoops(ranges, letters, where, names);
    const view = viewOf(subscripts, ranges, letters, loops.extents);
    const summed = ranges.filter(({ letter: name }) => !letters.has(name) && !view.axes.includes(name));
    const code = isMax
      ? arrayCode(
          summed.length === 0 ? value : { kind: 'max', over: summed, where: [], body: value },
          view,
          library,
        )
      : summedCode(value, summed, view, library, (part, at) => arrayCode(part, at, library));
    const once =
      !several && !adds && terms.length === 1 && !inner.some(({ letter: name }) => letters.has(name));
    const index = inBrackets(subscripts.map((form, axis) => indexOf(form, output.shape[axis], view).text));
    const change = isMax ? 'raise' : once && index !== '' ? 'set' : 'add';
    return loops.around([changed(output.name, index, change, code, library)]);
  });
}

/** A value, summed over letters where conditions hold. */
interface SummedValue {
  readonly inner: readonly Range[];
  readonly where: readonly Condition[];
  readonly value: Formula;
}

function sumOf(term: Formula): SummedValue {
  const summed = summedProduct(term);
  if (!summed) return { inner: [], where: [], value: term };
  const { factors, over, where, body } = summed;
  const rest = sumOf(body);
  return {
    inner: [...over, ...rest.inner],
    where: [...where, ...rest.where],
    value: factors.length === 0 ? rest.value : multiply(...factors, rest.value),
  };
}

function changed(
  array: string,
  index: string,
  change: 'set' | 'add' | 'raise',
  code: Code,
  library: ArrayLibrary,
): string {
  if (change === 'raise' && index === '') return `${array} = ${library.larger(array, code.text)}`;
  if (index !== '') return library.update(array, index, change, code.text);
  return code.text.startsWith('-') && code.binds === Binds.Product
    ? `${array} -= ${code.text.slice(1)}`
    : `${array} += ${code.text}`;
}
