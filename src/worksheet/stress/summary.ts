import type { Block, Inline } from '../../document/block.ts';
import { note, paragraph } from '../../document/prose.ts';
import { amount, counted, grouped, roughly, withMinus } from './amount.ts';
import { percentOf, remarksOn } from './remarks.ts';
import { brokenRules } from './rules.ts';
import type { SpaceFigures } from './space.ts';
import type { Stress } from './stress.ts';

/** The test in short: what a teacher wants to know before printing. */
export function summary(stress: Stress): Block[] {
  return [
    paragraph(...verdict(stress)),
    ...brokenList(stress),
    { kind: 'list', part: { kind: 'stress', how: 'figures' }, items: figures(stress) },
    ...remarksOn(stress).map(({ text }) => note('Remark', text)),
  ];
}

function verdict({ count, degenerate, seed }: Stress): Inline[] {
  const drawn = ` (seed ${seed})`;
  if (degenerate.length === 0)
    return [
      { kind: 'strong', tone: 'good', text: `None of ${counted(count, 'variant')} is degenerate` },
      `${drawn}.`,
    ];
  const are = degenerate.length === 1 ? 'is' : 'are';
  return [
    {
      kind: 'strong',
      tone: 'bad',
      text: `${grouped(degenerate.length)} of ${counted(count, 'variant')} ${are} degenerate`,
    },
    `${drawn}:`,
  ];
}

/** Each rule that was broken, with the first variant that broke it. */
function brokenList(stress: Stress): Block[] {
  const broken = brokenRules(stress);
  if (broken.length === 0) return [];
  return [
    {
      kind: 'list',
      part: { kind: 'stress', how: 'broken' },
      items: broken.map(({ rule, codes, text }): Inline[] => [
        { kind: 'strong', text: `In ${counted(codes.length, 'variant')} ` },
        `${rule.summary}; in `,
        { kind: 'code', text: codes[0] },
        ` ${withMinus(text)}.`,
      ]),
    },
  ];
}

function figures(stress: Stress): Inline[][] {
  const { different, space, guess, work, count } = stress;
  const { operations, easiest, hardest } = work;
  return [
    [
      { kind: 'strong', text: 'Different: ' },
      `${grouped(different.numbers)} of ${grouped(count)} by their numbers, ${grouped(different.answers)} by their answers.`,
    ],
    ...(space ? spaceFigures(space) : []),
    [
      { kind: 'strong', text: 'A guess: ' },
      `who writes the most common answer everywhere gets ${percentOf(guess)} of the points.`,
    ],
    [
      { kind: 'strong', text: 'Work: ' },
      `${operations.least} to ${operations.most} operations, ${operations.mean.toFixed(0)} on average; the easiest variant is `,
      { kind: 'code', text: easiest.code },
      ', the hardest ',
      { kind: 'code', text: hardest.code },
      '.',
    ],
  ];
}

function spaceFigures({ possible, nice, draws }: SpaceFigures): Inline[][] {
  const kept: Readonly<Record<typeof nice.how, () => Inline[]>> = {
    counted: () => amount(nice.most),
    estimated: () => ['between ', ...roughly(nice.least), ' and ', ...roughly(nice.most)],
    bounded: () => ['at least ', ...amount(nice.least)],
  };
  return [
    [
      { kind: 'strong', text: 'Numbers: ' },
      'of ',
      ...amount(possible),
      ' that can be drawn, ',
      ...kept[nice.how](),
      ' keep the wishes.',
    ],
    [
      { kind: 'strong', text: 'Draws: ' },
      `${draws.mean.toFixed(1)} for a variant on average, ${draws.most} at most (`,
      { kind: 'code', text: draws.code },
      ').',
    ],
  ];
}
