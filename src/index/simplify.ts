import type { Affine } from './affine.ts';
import {
  type Condition,
  type Definition,
  type Formula,
  isReduction,
  number,
  type Range,
  reduction,
  type Winner,
  where,
  withParts,
} from './formula.ts';

/**
 * The same definition without what says nothing: letters that take one value only become that value, and conditions
 * that hold for every value of their letters go. What is left is what a person would write.
 */
export function simplify(definition: Definition): Definition {
  const known = simple.get(definition);
  if (known) return known;
  const made = withoutIdleLetters(definition);
  simple.set(definition, made);
  // Nothing is left in it to leave out.
  simple.set(made, made);
  return made;
}

/** Definitions do not change: each is made simple once. */
const simple = new WeakMap<Definition, Definition>();

function withoutIdleLetters(definition: Definition): Definition {
  const fixed = new Set(lettersOfSizeOne(definition.over));
  const over = definition.over.filter(({ letter }) => !fixed.has(letter));
  return {
    output: definition.output,
    over,
    subscripts: definition.subscripts.map((subscript) => without(subscript, fixed)),
    body: simplified(definition.body, over, fixed),
  };
}

function simplified(formula: Formula, ranges: readonly Range[], fixed: ReadonlySet<string>): Formula {
  if (formula.kind === 'entry')
    return { ...formula, subscripts: formula.subscripts.map((subscript) => without(subscript, fixed)) };
  if (formula.kind === 'place') return { kind: 'place', value: without(formula.value, fixed) };
  if (formula.kind === 'winner') return simplifiedWinner(formula, ranges, fixed);
  if (formula.kind === 'where')
    return where(saying(formula.conditions, ranges, fixed), simplified(formula.body, ranges, fixed));
  if (!isReduction(formula)) return withParts(formula, (part) => simplified(part, ranges, fixed));
  const allFixed = new Set([...fixed, ...lettersOfSizeOne(formula.over)]);
  const over = formula.over.filter(({ letter }) => !allFixed.has(letter));
  const all = [...ranges, ...over];
  return reduction({
    kind: formula.kind,
    over,
    where: saying(formula.where, all, allFixed),
    body: simplified(formula.body, all, allFixed),
  });
}

/** The conditions that do not hold for every value of the letters. */
function saying(
  conditions: readonly Condition[],
  ranges: readonly Range[],
  fixed: ReadonlySet<string>,
): Condition[] {
  return conditions
    .map(({ value, below }) => ({ value: without(value, fixed), below }))
    .filter((condition) => !alwaysHolds(condition, ranges));
}

/** Letters of size one leave the maximum, and its winner is told by the others. */
function simplifiedWinner(formula: Winner, ranges: readonly Range[], fixed: ReadonlySet<string>): Formula {
  const single = new Set(lettersOfSizeOne(formula.of.over));
  const at = formula.at.filter((_, which) => !single.has(formula.of.over[which].letter));
  const of = simplified(formula.of, ranges, fixed);
  // A maximum of one is that one, which wins.
  if (of.kind !== 'max') return number(1);
  return { kind: 'winner', of, at: at.map((subscript) => without(subscript, fixed)) };
}

function lettersOfSizeOne(over: readonly Range[]): string[] {
  return over.filter(({ size }) => size === 1).map(({ letter }) => letter);
}

/** The letters in `fixed` are 0, so their terms vanish. */
function without(form: Affine, fixed: ReadonlySet<string>): Affine {
  return { constant: form.constant, terms: form.terms.filter(({ letter }) => !fixed.has(letter)) };
}

/** Whether 0 <= value < below for all values of the letters: an affine form has its extremes at the ends of their ranges. */
export function alwaysHolds({ value, below }: Condition, ranges: readonly Range[]): boolean {
  let [least, most] = [value.constant, value.constant];
  for (const { letter, coefficient } of value.terms) {
    const range = ranges.find((candidate) => candidate.letter === letter);
    if (!range) throw new Error(`letter ${letter} is not bound`);
    const end = coefficient * (range.size - 1);
    least += Math.min(0, end);
    most += Math.max(0, end);
  }
  return least >= 0 && most < below;
}
