import type { Block, Document, Inline } from '../document/block.ts';
import { math, note, paragraph } from '../document/prose.ts';
import { answerNotation } from '../worksheet/fields-shown.ts';
import type { StudentMark } from './grade-class.ts';
import { optionText } from './judge-choice.ts';
import { type FieldMark, type Outcome, percentOf, pointsText, type QuestionMark } from './mark.ts';

/** Longer answers are cut. */
const longestWritten = 60;

const verdicts: Readonly<Record<Outcome, Inline>> = {
  right: { kind: 'strong', text: 'right', tone: 'good' },
  rounded: { kind: 'strong', text: 'right to its rounding', tone: 'good' },
  carried: { kind: 'strong', text: 'follow-through', tone: 'good' },
  wrong: { kind: 'strong', text: 'wrong', tone: 'bad' },
  blank: 'left open',
};

/** What became of each answer of one student, for the student: what is right, and which mistake was probably made. */
export function feedbackDocument({ sheet, code, student, questions, points, of }: StudentMark): Document {
  const percent = percentOf({ points, of }).toFixed(0);
  const carried = questions.some(({ fields }) => fields.some(({ outcome }) => outcome === 'carried'));
  return {
    title: `Feedback: ${sheet.title}`,
    running: `Variant ${code}`,
    blocks: [
      ...(student
        ? [
            paragraph(
              { kind: 'strong', text: student.name },
              student.name === student.id ? '' : ` (${student.id})`,
            ),
          ]
        : []),
      paragraph(`Variant ${code}: ${pointsText(points)} of ${pointsText(of)} points, ${percent}%.`),
      ...(carried
        ? [
            paragraph(
              'Follow-through: the answer is not the right one, but it follows from your own answers before it, and has full points.',
            ),
          ]
        : []),
      ...questions.map((question) => questionBlock(question, sheet.plan.decimals)),
    ],
  };
}

function questionBlock(
  { question, number, fields, points, of, mistakes }: QuestionMark,
  decimals: number,
): Block {
  return {
    kind: 'question',
    number,
    title: question.title,
    points: `${pointsText(points)} of ${pointsText(of)} points`,
    blocks: [
      {
        kind: 'table',
        part: { kind: 'feedback', how: `${number}` },
        headings: [['Field'], ['Your answer'], ['Verdict'], ['Right is']],
        rows: fields.map((field): Inline[][] => [
          [...(question.inAsk ? ['beside '] : []), math(field.field.label)],
          [shortened(field.written)],
          [verdicts[field.outcome]],
          rightIs(field, decimals),
        ]),
      },
      ...fields.flatMap(remarks),
      ...(mistakes.length > 1
        ? [paragraph('These mistakes give the same numbers here; it was probably one of them:')]
        : []),
      ...mistakes.flatMap(({ text, explanation }) => [note('Mistake', text), paragraph(explanation)]),
    ],
  };
}

/** Nothing beside a right answer: it says what is right itself. */
function rightIs({ outcome, field: { answer } }: FieldMark, decimals: number): Inline[] {
  if (outcome === 'right') return [''];
  if (answer.kind === 'choice') return [optionText(answer, answer.right)];
  return [math(answerNotation(answer, decimals))];
}

function remarks({ field, outcome, followed, remark }: FieldMark): Block[] {
  const follows: Block[] =
    followed && outcome === 'wrong'
      ? [paragraph(math(field.label), ': from your own answers before it would follow ', math(followed), '.')]
      : [];
  return [...(remark === undefined ? [] : [paragraph(math(field.label), `: ${remark}`)]), ...follows];
}

function shortened(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length <= longestWritten ? line : `${line.slice(0, longestWritten - 1)}…`;
}
