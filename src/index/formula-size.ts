import { type Formula, parts } from './formula.ts';

const known = new WeakMap<Formula, number>();

/** How many parts a formula has when it is written out. What stands in it several times counts as often, and is looked at once. */
export function formulaSize(formula: Formula): number {
  const size = known.get(formula) ?? parts(formula).reduce((sum, part) => sum + formulaSize(part), 1);
  known.set(formula, size);
  return size;
}
