import { isExact, type Quantity, toFloat } from '../evaluate/quantity.ts';
import type { EntryOf } from '../model/subject.ts';
import { unlessTieRefused } from '../model/tie-refused.ts';
import type { FollowedEntry, OwnAnswers } from './own-answers.ts';

/** The options of a window that win it by the student's own numbers; several where these tie. */
export function winnersFollowing(
  entries: readonly (EntryOf | undefined)[],
  ownAnswers: OwnAnswers,
): number[] {
  const [first] = entries;
  if (!ownAnswers.deviates || !first) return [];
  const values = ownAnswers.run.value(first.tensor);
  return winnersOf(entries.map((entry) => (entry ? toFloat(values[entry.place]) : Number.NaN)));
}

/**
 * What the entries of a window get if the one that was chosen wins it: everything that arrives at the window's output
 * goes to that one. Nothing where the choice changes nothing.
 */
export function handedOn(
  chosen: number,
  entries: readonly (EntryOf | undefined)[],
  output: EntryOf,
  ownAnswers: OwnAnswers,
): (entry: EntryOf) => FollowedEntry[] {
  const { run } = ownAnswers;
  const [first] = entries;
  if (!first) return () => [];
  const values = run.value(first.tensor);
  const [winner] = winnersOf(entries.map((entry) => (entry ? toFloat(values[entry.place]) : Number.NaN)));
  if (winner === undefined || winner === chosen) return () => [];
  const gradients = unlessTieRefused(() => [run.gradient(output.tensor), run.gradient(first.tensor)]);
  if (!gradients) return () => [];
  const [above, before] = gradients;
  const arriving = above[output.place];
  return (entry) => {
    const at = entries.findIndex((candidate) => candidate?.place === entry.place);
    const sign = at === chosen ? 1 : at === winner ? -1 : 0;
    return [{ quantity: plus(before[entry.place], sign, arriving), slack: 0 }];
  };
}

function winnersOf(values: readonly number[]): number[] {
  const largest = Math.max(...values);
  return values.flatMap((value, at) => (value === largest ? [at] : []));
}

function plus(left: Quantity, sign: number, right: Quantity): Quantity {
  if (isExact(left) && isExact(right)) return left.add(right.mul(sign));
  return toFloat(left) + sign * toFloat(right);
}
