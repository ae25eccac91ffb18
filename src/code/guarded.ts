import {
  type Condition,
  type Definition,
  type Entry,
  type Formula,
  isReduction,
  multiply,
  parts,
  type Range,
  type Reduction,
  withParts,
} from '../index/formula.ts';
import { alwaysHolds } from '../index/simplify.ts';
import type { CodeNames } from './code-names.ts';

/**
 * The same definition with every entry where its array has one. What was taken out of a sum may be no entry where the
 * sum is over nothing (it is multiplied by 0): such a factor goes back in, below the sum's conditions.
 */
export function guarded(definition: Definition, names: CodeNames): Definition {
  return { ...definition, body: guard(definition.body, { ranges: definition.over, where: [] }, names) };
}

interface Known {
  readonly ranges: readonly Range[];
  readonly where: readonly Condition[];
}

function guard(formula: Formula, known: Known, names: CodeNames): Formula {
  if (isReduction(formula)) {
    const inside = { ranges: [...known.ranges, ...formula.over], where: [...known.where, ...formula.where] };
    return { ...formula, body: guard(formula.body, inside, names) };
  }
  if (formula.kind !== 'multiply') return withParts(formula, (part) => guard(part, known, names));
  const sum = formula.factors.find((one): one is Reduction => one.kind === 'sum' && one.where.length > 0);
  const loose = sum ? formula.factors.filter((one) => one !== sum && !isInside(one, known)) : [];
  if (!sum || loose.length === 0) return withParts(formula, (part) => guard(part, known, names));
  const bound = new Set(sum.over.map((one) => one.letter));
  const body = multiply(...loose.map((one) => names.apart(one, bound)), sum.body);
  const rest = formula.factors.filter((one) => !loose.includes(one));
  return guard(multiply(...rest.map((one) => (one === sum ? { ...sum, body } : one))), known, names);
}

/** Whether every entry of a formula is one, whatever its own sums and maxima leave out. */
export function isInside(formula: Formula, { ranges, where }: Known): boolean {
  if (isReduction(formula)) {
    const inside = { ranges: [...ranges, ...formula.over], where: [...where, ...formula.where] };
    return isInside(formula.body, inside);
  }
  if (formula.kind === 'entry') return hasEntry(formula, { ranges, where });
  return parts(formula).every((part) => isInside(part, { ranges, where }));
}

function hasEntry({ tensor, subscripts }: Entry, { ranges, where }: Known): boolean {
  return subscripts.every(
    (value, axis) =>
      alwaysHolds({ value, below: tensor.shape[axis] }, ranges) ||
      where.some(
        (one) => one.below <= tensor.shape[axis] && JSON.stringify(one.value) === JSON.stringify(value),
      ),
  );
}
