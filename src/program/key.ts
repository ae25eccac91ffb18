import type { Formula } from '../index/formula.ts';

/** A text that two formulas share where they are written alike. */
export function keyOf(formula: Formula): string {
  return JSON.stringify(formula, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}
