import type { Affine } from '../index/affine.ts';
import {
  type Condition,
  type Definition,
  type Formula,
  isReduction,
  type Range,
  withParts,
} from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';

/** What letters and tensors are called in code, and which axes of a tensor its array keeps. */
export interface Renaming {
  letter(name: string): string;
  array(tensor: Tensor): { readonly array: Tensor; readonly axes: readonly number[] };
}

/** The same definition over arrays of the code. */
export function renamed(definition: Definition, by: Renaming): Definition {
  const { array, axes } = by.array(definition.output);
  return {
    output: array,
    over: definition.over.map((range) => ofRange(range, by)),
    subscripts: axes.map((axis) => ofForm(definition.subscripts[axis], by)),
    body: renamedFormula(definition.body, by),
  };
}

function renamedFormula(formula: Formula, by: Renaming): Formula {
  if (formula.kind === 'entry') {
    const { array, axes } = by.array(formula.tensor);
    return {
      kind: 'entry',
      tensor: array,
      subscripts: axes.map((axis) => ofForm(formula.subscripts[axis], by)),
    };
  }
  if (formula.kind === 'where')
    return {
      ...formula,
      conditions: formula.conditions.map((condition) => ofCondition(condition, by)),
      body: renamedFormula(formula.body, by),
    };
  if (formula.kind === 'place') return { kind: 'place', value: ofForm(formula.value, by) };
  const inner = withParts(formula, (part) => renamedFormula(part, by));
  if (inner.kind === 'winner') return { ...inner, at: inner.at.map((form) => ofForm(form, by)) };
  if (!isReduction(inner)) return inner;
  return {
    ...inner,
    over: inner.over.map((range) => ofRange(range, by)),
    where: inner.where.map((condition) => ofCondition(condition, by)),
  };
}

function ofCondition({ value, below }: Condition, by: Renaming): Condition {
  return { value: ofForm(value, by), below };
}

function ofRange({ letter, size }: Range, by: Renaming): Range {
  return { letter: by.letter(letter), size };
}

function ofForm({ constant, terms }: Affine, by: Renaming): Affine {
  return { constant, terms: terms.map((term) => ({ ...term, letter: by.letter(term.letter) })) };
}
