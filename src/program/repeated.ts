import { type Formula, isReduction, subformulas } from '../index/formula.ts';
import { keyOf } from './key.ts';

/** Sums, maxima, what is under conditions and functions applied that occur more than once, by their keys: code finds them once. */
export function repeated(whole: Formula): Set<string> {
  const counts = new Map<string, number>();
  for (const part of subformulas(whole)) {
    const isCall = part.kind === 'apply' && part.arguments.length > 0 && part.function !== 'isClass';
    if (!isCall && part.kind !== 'where' && !isReduction(part)) continue;
    const key = keyOf(part);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key));
}
