import { type Formula, isReduction, withParts } from './formula.ts';
import { fresh } from './substitute.ts';

/** The formula with other letters below every sum and maximum whose letters have a meaning outside, or around it. */
export function apart(formula: Formula, outside: ReadonlySet<string>): Formula {
  if (!isReduction(formula)) return withParts(formula, (part) => apart(part, outside));
  const renamed = formula.over.some(({ letter }) => outside.has(letter)) ? fresh(formula, outside) : formula;
  const inside = new Set([...outside, ...renamed.over.map(({ letter }) => letter)]);
  return { ...renamed, body: apart(renamed.body, inside) };
}
