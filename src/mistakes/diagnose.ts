import type { Arrays } from '../evaluate/law-values.ts';
import type { Model } from '../model/model.ts';
import type { Diagnosed } from './diagnosis.ts';
import type { AnsweredNumbers } from './fit.ts';
import { mistakes } from './index.ts';
import { pairsOf } from './pairs.ts';
import { type MistakeWay, Predictions, runOfBoth } from './predictions.ts';
import { ranked } from './ranking.ts';
import { situationOf } from './situation.ts';
import { countOf, type Sorted, type Trial, trial, wrongNumbers } from './trial.ts';

/** An answer with its wrong entries known. */
interface Diagnosing {
  readonly model: Model;
  /** The numbers of everything that the model is given. */
  readonly values: Arrays;
  readonly answered: readonly AnsweredNumbers[];
  readonly rate?: number;
}

/** Operations for single ways and for pairs, counted from sizes: a few seconds each at most. */
const mostWork = { single: 80_000_000, pairs: 25_000_000 };
/** What trying a pair takes besides its operations, and for each number that is compared. */
const perPair = 2_000;
/** With fewer wrong entries some pair always fits. */
const fewestForPairs = 3;

/**
 * Which named mistakes give the wrong numbers of an answer: the whole answer at once, single arrays, single entries;
 * one mistake, or two together where no single one gives a reason for all.
 */
export function diagnose(
  { model, values, answered, rate }: Diagnosing,
  predictions = new Predictions(situationOf(model, values, rate)),
): Diagnosed {
  const sorted: Sorted = {
    wrong: answered.filter((array) => wrongNumbers(array) > 0),
    right: answered.filter((array) => wrongNumbers(array) === 0),
  };
  const all = sorted.wrong.reduce((count, array) => count + wrongNumbers(array), 0);
  if (all === 0) return { diagnoses: [], notTried: 0 };
  const single = tryWays(predictions, sorted, [...predictions.ways, ...general(predictions, answered)]);
  const reasons = single.trials.filter(({ ways }) => !ways.some(({ mistake }) => mistake.general));
  const best = Math.max(0, ...reasons.map(countOf));
  const pairs =
    best < all && all >= fewestForPairs
      ? tryPairs(predictions, sorted, pairsOf(single.trials), best)
      : { trials: [], notTried: 0 };
  const explaining = [...single.trials, ...pairs.trials].filter(isConvincing);
  return {
    diagnoses: ranked(explaining, sorted.wrong.length, predictions.situation),
    notTried: single.notTried + pairs.notTried,
  };
}

/**
 * A single number of an array is easily hit by chance: a factor through it always exists, and a mistake that would make
 * right entries wrong was not made.
 */
function isConvincing({ ways, fits, against }: Trial): boolean {
  if (fits.length === 0) return false;
  if (fits.some(({ whole, explained }) => whole || explained.length > 1)) return true;
  return against === 0 && !ways.some(({ mistake }) => mistake.general);
}

interface Tried {
  readonly trials: readonly Trial[];
  readonly notTried: number;
}

/** The ways that look at what was answered. */
function general({ situation }: Predictions, answered: readonly AnsweredNumbers[]): MistakeWay[] {
  return Object.values(mistakes)
    .filter((mistake) => mistake.general)
    .flatMap((mistake) => mistake.ways(situation, answered).map((way): MistakeWay => ({ mistake, way })));
}

function tryWays(predictions: Predictions, sorted: Sorted, ways: readonly MistakeWay[]): Tried {
  const trials: Trial[] = [];
  let [work, notTried] = [0, 0];
  for (const way of ways) {
    if (work > mostWork.single && !isWritten(way)) {
      notTried++;
      continue;
    }
    const alone = trial(predictions.situation, sorted, [way], (subject) => predictions.answer(way, subject));
    work += predictions.work(way);
    if (alone) trials.push(alone);
  }
  return { trials, notTried };
}

/** Two mistakes must explain whole arrays, and more than one of them does. */
function tryPairs(
  { situation }: Predictions,
  sorted: Sorted,
  pairs: readonly (readonly [MistakeWay, MistakeWay])[],
  best: number,
): Tried {
  const numbers = sorted.wrong.reduce((count, array) => count + array.numbers.length, 0);
  const trials: Trial[] = [];
  let work = 0;
  for (const [at, [first, second]] of pairs.entries()) {
    if (work > mostWork.pairs) return { trials, notTried: pairs.length - at };
    const run = runOfBoth(situation, first, second);
    const both = trial(situation, sorted, [first, second], (subject) => run.answer(subject));
    work += run.work + perPair + numbers;
    const fits = both?.fits.filter(({ whole }) => whole) ?? [];
    if (both && countOf({ fits }) > Math.max(best, fewestForPairs - 1)) trials.push({ ...both, fits });
  }
  return { trials, notTried: 0 };
}

/** Whether a way changes only what is written down: that costs next to nothing. */
function isWritten({ way: { deviation } }: MistakeWay): boolean {
  return Object.keys(deviation).every((step) => step === 'written');
}
