import { counted } from '../counted.ts';
import type { Block, Document, Inline } from '../document/block.ts';
import { paragraph, section } from '../document/prose.ts';
import { barChart, barLines } from '../figures/charts/bar-chart.ts';
import {
  type MistakeFigures,
  mean,
  median,
  mistakeFigures,
  type QuestionFigures,
  questionFigures,
  shareOf,
} from './class-figures.ts';
import type { ClassMark } from './grade-class.ts';
import { percentOf, pointsText } from './mark.ts';

const parts = [
  { name: 'right', tint: 'output' },
  { name: 'follow-through', tint: 'filter' },
] as const;

/** How a class did: which questions were hard, and which mistakes were made. No names are in it. */
export function classDocument(mark: ClassMark): Document {
  const { title, students, of } = mark;
  const points = students.map((student) => student.points);
  const questions = questionFigures(mark);
  const shown = (value: typeof of): string =>
    `${Number(value.valueOf().toFixed(2))} (${percentOf({ points: value, of }).toFixed(0)}%)`;
  return {
    title: `Class: ${title}`,
    blocks: [
      section('class', 'The class'),
      paragraph(
        `${counted(students.length, 'student')}, ${pointsText(of)} points at most; the mean is ${shown(mean(points))}, the median ${shown(median(points))}.`,
      ),
      section('questions', 'Right answers by question'),
      chart(questions),
      {
        kind: 'table',
        part: { kind: 'class', how: 'questions' },
        headings: [
          ['Question'],
          ['Exercise'],
          ['Right'],
          ['Follow-through'],
          ['Wrong'],
          ['Open'],
          ['Mean points'],
        ],
        rows: questions.map(questionRow),
      },
      section('mistakes', 'Mistakes by frequency'),
      ...mistakesTable(mistakeFigures(mark), students.length),
    ],
  };
}

function chart(questions: readonly QuestionFigures[]): Block {
  const bars = questions.map((question) => ({
    label: String(question.number),
    shares: [shareOf(question, 'right', 'rounded'), shareOf(question, 'carried')],
  }));
  return {
    kind: 'figure',
    drawing: barChart(bars, parts, 'Credited answers by question.'),
    text: barLines(bars, parts),
    caption: ['How many of the fields of each question were credited.'],
  };
}

function questionRow(question: QuestionFigures): Inline[][] {
  const { number, title, mean: points, of } = question;
  const percent = (share: number): string => `${Math.round(100 * share)}%`;
  return [
    [`${number}`],
    [...title],
    [percent(shareOf(question, 'right', 'rounded'))],
    [percent(shareOf(question, 'carried'))],
    [percent(shareOf(question, 'wrong'))],
    [percent(shareOf(question, 'blank'))],
    [`${Number(points.valueOf().toFixed(2))} of ${pointsText(of)}`],
  ];
}

function mistakesTable(mistakes: readonly MistakeFigures[], students: number): Block[] {
  if (mistakes.length === 0) return [paragraph('No known mistake explains what is wrong.')];
  return [
    {
      kind: 'table',
      part: { kind: 'class', how: 'mistakes' },
      headings: [['Mistake'], ['Students'], ['Questions'], ['What it is']],
      rows: mistakes.map(({ title, students: count, questions, explanation }): Inline[][] => [
        [{ kind: 'strong', text: title }],
        [`${count} of ${students}`],
        [questions.join(', ')],
        [explanation],
      ]),
    },
  ];
}
