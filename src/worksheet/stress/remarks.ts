import { adviceOn } from '../broken-wish.ts';
import { mostDraws } from '../nice-values.ts';
import { classSize } from './space.ts';
import type { Stress } from './stress.ts';

/** What a teacher should know of a worksheet as a whole, which is no fault of a single variant. */
interface Remark {
  readonly name: string;
  readonly text: string;
}

/** Who then knows a quarter of the rest has half of the points: 1/3 + 2/3 * 1/4. */
const largestGuess = 1 / 3;
/** Above a tenth of the draws that are tried, unlucky variants are found nowhere near the end. */
const mostMeanDraws = mostDraws / 10;
/** One class in a thousand. */
const largestFailure = 1 / 1000;
/** Who has twice as much to do as another notices. */
const largestRatio = 2;
/** A step of gradient descent that goes wrong now and then is a lesson; in every tenth variant it is a wrong rate. */
const mostWorse = 1 / 10;
/** An even choice is so many standard deviations off in one of 15,000 tests; and less than half more than its share misleads nobody. */
const deviations = 4;
const largestExcess = 1.5;

export function remarksOn(stress: Stress): Remark[] {
  return [
    ...onNumbers(stress),
    ...onGuesses(stress),
    ...onChoices(stress),
    ...onWork(stress),
    ...onSteps(stress),
  ];
}

function onNumbers({ space, plan }: Stress): Remark[] {
  if (!space)
    return [
      {
        name: 'fixedNumbers',
        text: 'The numbers of this model are fixed: all variants have the same, and only what the questions choose differs.',
      },
    ];
  const { nice, draws } = space;
  const remarks: Remark[] = [];
  if (nice.most < 2 * classSize)
    remarks.push({
      name: 'fewNumbers',
      text: `At most ${Math.floor(nice.most)} sets of numbers keep the wishes: a large class will share them. Draw from more numbers, or wish less.`,
    });
  if (draws.mean > mostMeanDraws || draws.failure > largestFailure) {
    const [[wish, count]] = draws.refused;
    remarks.push({
      name: 'rareNumbers',
      text: `One draw in ${Math.round(draws.mean)} keeps the wishes, and ${mostDraws} are tried for a variant: for a class of ${classSize} no numbers are found with a probability of ${percentOf(draws.failure)}. In ${count} of ${draws.total} draws ${adviceOn(wish, plan.numbers)}.`,
    });
  }
  return remarks;
}

function onGuesses({ guess, questions }: Stress): Remark[] {
  if (guess <= largestGuess) return [];
  const [most] = questions.toSorted((a, b) => b.guess - a.guess);
  return [
    {
      name: 'guessed',
      text: `Who writes the most common answer everywhere gets ${percentOf(guess)} of the points; question ${most.number} gives ${percentOf(most.guess)}. Draw from more numbers, or give such questions fewer points.`,
    },
  ];
}

function onChoices({ questions, winners, count }: Stress): Remark[] {
  return [
    ...questions.flatMap(({ number, fields }) =>
      fields.flatMap(({ positions }): Remark[] => {
        const uneven = positions && unevenIn(positions);
        if (!uneven) return [];
        const letter = String.fromCharCode(65 + uneven.at);
        return [
          {
            name: 'unevenChoice',
            text: `The right choice of question ${number} is ${letter} in ${percentOf(uneven.share)} of the variants.`,
          },
        ];
      }),
    ),
    ...winners.flatMap(({ output, windows, cells }): Remark[] => {
      const uneven = unevenIn(
        cells.map((cell) => cell.count),
        windows * count,
      );
      if (!uneven) return [];
      const { name } = cells[uneven.at];
      return [
        {
          name: 'unevenWinner',
          text: `In the windows of ${output} ${name} wins in ${percentOf(uneven.share)} of the cases: students see a rule where there is none.`,
        },
      ];
    }),
  ];
}

/** The most common of several, if it is more so than chance explains. */
function unevenIn(
  counts: readonly number[],
  total = counts.reduce((sum, count) => sum + count, 0),
): { at: number; share: number } | undefined {
  const even = 1 / counts.length;
  const most = Math.max(...counts);
  const share = most / total;
  const chance = even + deviations * Math.sqrt((even * (1 - even)) / total);
  return share > chance && share > largestExcess * even ? { at: counts.indexOf(most), share } : undefined;
}

function onWork({ work: { operations } }: Stress): Remark[] {
  const { low, high } = operations;
  if (high <= largestRatio * low) return [];
  return [
    {
      name: 'unfair',
      text: `A tenth of the variants takes ${low} operations or fewer, another tenth ${high} or more: leave 0 out with nonzero: true, or draw from numbers that are more alike.`,
    },
  ];
}

function onSteps({ steps: { count, worse } }: Stress): Remark[] {
  if (count === 0 || worse <= mostWorse * count) return [];
  return [
    {
      name: 'worseStep',
      text: `After the step of gradient descent the loss is larger than before in ${percentOf(worse / count)} of the variants: choose a smaller rate.`,
    },
  ];
}

export function percentOf(share: number): string {
  const percent = 100 * share;
  return percent > 0 && percent < 1 ? 'less than 1%' : `${Math.round(percent)}%`;
}
