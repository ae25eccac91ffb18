import type { Block, Inline } from '../../document/block.ts';
import { math, paragraph, subsection } from '../../document/prose.ts';
import { letterOf } from '../../exercises/question.ts';
import { answerNotation } from '../fields-shown.ts';
import { counted, withMinus } from './amount.ts';
import type { FieldFigures } from './field-figures.ts';
import type { QuestionFigures } from './question-figures.ts';
import { percentOf } from './remarks.ts';

/** The answers to each question: numbers with their range, choices with their letters. */
export function questionBlocks(questions: readonly QuestionFigures[]): Block[] {
  return questions.flatMap(({ number, title, fields, count, guess }) => [
    subsection(`question-${number}`, `${number}. `, ...title),
    paragraph(`Asked in ${counted(count, 'variant')}; guesses give ${percentOf(guess)} of its points.`),
    numbersTable(fields),
    ...fields.flatMap(lettersParagraph),
  ]);
}

function numbersTable(fields: readonly FieldFigures[]): Block {
  const hasNumbers = fields.some(({ numbers }) => numbers);
  return {
    kind: 'table',
    part: { kind: 'stress', how: 'fields' },
    headings: [
      ['Blank'],
      ['Most common'],
      ['Share'],
      ['Different'],
      ...(hasNumbers ? [['Least'], ['Most'], ['Zeros'], ['Fractions']] : []),
    ],
    rows: fields.map((field, at): Inline[][] => [
      blankOf(field, at),
      commonAnswer(field),
      [percentOf(field.common.count / field.count)],
      [String(field.different)],
      ...(hasNumbers ? numberCells(field) : []),
    ]),
  };
}

function blankOf({ kind, name, label }: FieldFigures, at: number): Inline[] {
  if (kind === 'choice') return ['the choice'];
  return name === undefined ? [`blank ${at + 1}`] : [math(label)];
}

function commonAnswer({ common: { answer, printed } }: FieldFigures): Inline[] {
  switch (answer.kind) {
    case 'number':
      return [withMinus(printed)];
    case 'formula':
      return [math(answerNotation(answer, 0))];
    case 'choice':
      return [...answer.options[answer.right]];
  }
}

function numberCells({ numbers, count }: FieldFigures): Inline[][] {
  if (!numbers) return [['–'], ['–'], ['–'], ['–']];
  const { least, most, zeros, fractions, largestDenominator } = numbers;
  const finest = fractions > 0 ? ` (n/${largestDenominator})` : '';
  return [
    [withMinus(least)],
    [withMinus(most)],
    [percentOf(zeros / count)],
    [`${percentOf(fractions / count)}${finest}`],
  ];
}

/** "The right choice is A in 25%, B in 24% ..." */
function lettersParagraph({ positions, count }: FieldFigures): Block[] {
  if (!positions) return [];
  const shares = positions.map((times, at) => `${letterOf(at)} in ${percentOf(times / count)}`);
  return [paragraph(`The right choice is ${shares.join(', ')}.`)];
}
