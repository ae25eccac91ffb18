import { type Condition, type Entry, type Formula, isReduction, parts, type Range } from './formula.ts';
import { alwaysHolds } from './simplify.ts';

/** What is known of letters: how far they run, and what holds for them. */
export interface Known {
  readonly ranges: readonly Range[];
  readonly where: readonly Condition[];
}

/** Whether every entry of a formula is one of its tensor, wherever the formula is asked for it. */
export function isInside(formula: Formula, known: Known): boolean {
  if (formula.kind === 'entry') return hasEntry(formula, known);
  return parts(formula).every((part) => isInside(part, below(formula, known)));
}

/** What is known inside a formula. */
export function below(formula: Formula, { ranges, where }: Known): Known {
  if (isReduction(formula))
    return { ranges: [...ranges, ...formula.over], where: [...where, ...formula.where] };
  return formula.kind === 'where' ? { ranges, where: [...where, ...formula.conditions] } : { ranges, where };
}

function hasEntry({ tensor, subscripts }: Entry, { ranges, where }: Known): boolean {
  return subscripts.every((value, axis) => {
    const size = tensor.shape[axis];
    const isStated = where.some(
      (condition) => condition.below <= size && JSON.stringify(condition.value) === JSON.stringify(value),
    );
    return (
      isStated ||
      (value.terms.every(({ letter }) => ranges.some((range) => range.letter === letter)) &&
        alwaysHolds({ value, below: size }, ranges))
    );
  });
}
