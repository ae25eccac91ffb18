import type { ShapedNumbers } from './axes.ts';
import type { MistakeWay } from './predictions.ts';
import type { Trial } from './trial.ts';

/** Pairs of ways of different mistakes; of ways that give the same numbers one is enough to make pairs of. */
export function pairsOf(trials: readonly Trial[]): [MistakeWay, MistakeWay][] {
  const kept: Trial[] = [];
  for (const one of trials) if (!kept.some((other) => sameGiven(one, other))) kept.push(one);
  const mades = kept.flatMap((one) => one.mades).filter(({ mistake }) => !mistake.general);
  return mades.flatMap((one, at) =>
    mades
      .slice(at + 1)
      .filter((other) => other.mistake !== one.mistake)
      .map((other): [MistakeWay, MistakeWay] => [one, other]),
  );
}

function sameGiven(one: Trial, other: Trial): boolean {
  return one.given.every((array, at) => sameNumbers(array, other.given[at]));
}

function sameNumbers(one: ShapedNumbers | undefined, other: ShapedNumbers | undefined): boolean {
  if (!one || !other) return one === other;
  if (one.shape.join() !== other.shape.join()) return false;
  return one.numbers.every((number, at) => Math.abs(number - other.numbers[at]) <= 1e-12 * Math.abs(number));
}
