import type { Block, Document, Inline } from '../../document/block.ts';
import { paragraph, section } from '../../document/prose.ts';
import { type Bar, barChart, barLines } from '../../figures/charts/bar-chart.ts';
import type { Tint } from '../../figures/drawing/drawing.ts';
import { adviceOn } from '../broken-wish.ts';
import { mostDraws } from '../nice-values.ts';
import { grouped, withMinus } from './amount.ts';
import { questionBlocks } from './question-tables.ts';
import { percentOf } from './remarks.ts';
import { rules } from './rules.ts';
import type { Stress } from './stress.ts';
import { summary } from './summary.ts';

/** Degenerate variants that are listed; --json has them all. */
const mostListed = 60;
/** Bars of a histogram. */
const mostBars = 10;

/** The whole test for whoever makes the worksheet. No student is in it. */
export function stressDocument(stress: Stress): Document {
  return {
    title: `Stress test: ${stress.title}`,
    blocks: [
      ...summary(stress),
      ...degenerateSection(stress),
      ...drawsSection(stress),
      section('questions', 'Question by question'),
      paragraph(
        'What the answers are over all variants. A guess is the most common answer, written in every variant; of a choice it is the most common option or the most common letter.',
      ),
      chart(
        'Guesses by question.',
        'How much of each question the same guesses give in every variant.',
        'right by guessing',
        stress.questions.map(({ number, guess }) => ({ label: String(number), shares: [guess] })),
        'filter',
      ),
      ...questionBlocks(stress.questions),
      ...winnersSection(stress),
      ...workSection(stress),
      section('rules', 'What counts as degenerate'),
      {
        kind: 'list',
        items: rules.map(({ summary: what, advice }): Inline[] => [
          { kind: 'strong', text: `${what[0].toUpperCase()}${what.slice(1)}. ` },
          advice,
        ]),
      },
    ],
  };
}

function degenerateSection({ degenerate }: Stress): Block[] {
  if (degenerate.length === 0) return [];
  const more = degenerate.length - mostListed;
  return [
    section('degenerate', 'Degenerate variants'),
    {
      kind: 'table',
      part: { kind: 'stress', how: 'degenerate' },
      headings: [['Variant'], ['Why']],
      rows: degenerate
        .slice(0, mostListed)
        .map(({ code, reasons }): Inline[][] => [
          [{ kind: 'code', text: code }],
          [withMinus(`${reasons.map(({ text }) => text).join('; ')}.`)],
        ]),
    },
    ...(more > 0
      ? [paragraph(`And ${grouped(more)} more: with `, { kind: 'code', text: '--json' }, ' all are listed.')]
      : []),
  ];
}

function drawsSection({ space, plan, count }: Stress): Block[] {
  if (!space) return [];
  const { draws } = space;
  const drawnText = `${grouped(draws.total)} draws gave ${grouped(count)} variants`;
  return [
    section('draws', 'Drawing numbers'),
    paragraph(
      draws.refused.length === 0
        ? `${drawnText}: every draw kept the wishes.`
        : `${drawnText}; for each, up to ${grouped(mostDraws)} are tried. The others were refused by the first wish that each broke:`,
    ),
    ...(draws.refused.length === 0
      ? []
      : [
          {
            kind: 'table',
            part: { kind: 'stress', how: 'refused' },
            headings: [['Draws'], ['Share'], ['Why, and what to do if they are too many']],
            rows: draws.refused.map(([wish, refused]): Inline[][] => [
              [grouped(refused)],
              [percentOf(refused / draws.total)],
              [adviceOn(wish, plan.numbers)],
            ]),
          } as const,
        ]),
  ];
}

function winnersSection({ winners, count }: Stress): Block[] {
  if (winners.length === 0) return [];
  return [
    section('winners', 'Who wins the windows'),
    ...winners.map(({ output, windows, cells }) =>
      chart(
        `Winners of the windows of ${output}.`,
        `How often each cell wins ${windows === 1 ? 'the window' : `one of the ${windows} windows`} of ${output}.`,
        'wins',
        cells.map(({ name, count: wins }) => ({ label: name, shares: [wins / (windows * count)] })),
        'winner',
      ),
    ),
  ];
}

function workSection({ work, count }: Stress): Block[] {
  const { operations, digits, easiest, hardest, histogram } = work;
  const width = Math.max(1, Math.ceil((operations.most - operations.least + 1) / mostBars));
  const bars = Array.from(
    { length: Math.floor((operations.most - operations.least) / width) + 1 },
    (_, at): Bar => {
      const from = operations.least + at * width;
      const bin = histogram.filter(([value]) => value >= from && value < from + width);
      const label = width === 1 ? `${from}` : `${from}–${from + width - 1}`;
      return { label, shares: [bin.reduce((sum, [, variants]) => sum + variants, 0) / count] };
    },
  );
  const row = (what: string, { least, low, mean, high, most }: typeof operations): Inline[][] => [
    [what],
    ...[least, low, mean, high, most].map((value): Inline[] => [String(Number(value.toFixed(1)))]),
  ];
  return [
    section('work', 'How fair it is'),
    paragraph(
      'Operations are the additions, multiplications, powers and functions on the way to all number answers, each done once; where a factor is 0 or 1 or a term is 0, there is nothing to do. The easiest variant is ',
      { kind: 'code', text: easiest.code },
      `, with ${easiest.operations}, the hardest `,
      { kind: 'code', text: hardest.code },
      `, with ${hardest.operations}.`,
    ),
    chart(
      'Variants by operations.',
      'How many variants take how many operations.',
      'variants',
      bars,
      'output',
    ),
    {
      kind: 'table',
      part: { kind: 'stress', how: 'work' },
      headings: [[''], ['Least'], ['A tenth has at most'], ['Mean'], ['A tenth has at least'], ['Most']],
      rows: [row('Operations', operations), row('Digits of the answers', digits)],
    },
  ];
}

function chart(what: string, caption: string, name: string, bars: readonly Bar[], tint: Tint): Block {
  const parts = [{ name, tint }];
  return {
    kind: 'figure',
    drawing: barChart(bars, parts, what),
    text: barLines(bars, parts),
    caption: [caption],
  };
}
