import type { ShapedNumbers } from './axes.ts';
import type { MistakeWay } from './predictions.ts';
import type { Trial } from './trial.ts';

/** Pairs of ways of different mistakes; of ways that give the same numbers one is enough to make pairs of. */
export function pairsOf(trials: readonly Trial[]): [MistakeWay, MistakeWay][] {
  const kept: Trial[] = [];
  for (const trial of trials) if (!kept.some((known) => sameGiven(trial, known))) kept.push(trial);
  const ways = kept.flatMap((trial) => trial.ways).filter(({ mistake }) => !mistake.general);
  return ways.flatMap((first, at) =>
    ways
      .slice(at + 1)
      .filter((second) => second.mistake !== first.mistake)
      .map((second): [MistakeWay, MistakeWay] => [first, second]),
  );
}

function sameGiven(left: Trial, right: Trial): boolean {
  return left.given.every((array, at) => sameNumbers(array, right.given[at]));
}

function sameNumbers(left: ShapedNumbers | undefined, right: ShapedNumbers | undefined): boolean {
  if (!left || !right) return left === right;
  if (left.shape.join() !== right.shape.join()) return false;
  return left.numbers.every((number, at) => Math.abs(number - right.numbers[at]) <= 1e-12 * Math.abs(number));
}
