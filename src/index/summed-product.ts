import type { Condition, Formula, Range } from './formula.ts';

/** A product with one sum, or one factor under conditions. */
interface SummedProduct {
  readonly factors: readonly Formula[];
  readonly over: readonly Range[];
  readonly where: readonly Condition[];
  readonly body: Formula;
}

/** c f (sum of g) as c f, and over what g is summed; undefined where a product has no sum, or several. */
export function summedProduct(formula: Formula): SummedProduct | undefined {
  const all = formula.kind === 'multiply' ? formula.factors : [formula];
  const sums = all.filter(({ kind }) => kind === 'sum' || kind === 'where');
  const [sum] = sums;
  if (sums.length !== 1) return undefined;
  const factors = all.filter((factor) => factor !== sum);
  if (sum.kind === 'where') return { factors, over: [], where: sum.conditions, body: sum.body };
  return sum.kind === 'sum' ? { factors, over: sum.over, where: sum.where, body: sum.body } : undefined;
}
