import { counted } from '../counted.ts';
import type { Block, Document, Inline, QuestionBlock } from '../document/block.ts';
import { note, paragraph, section } from '../document/prose.ts';
import { pointsOf, type Question } from '../exercises/question.ts';
import { text } from '../notation/text.ts';
import { answerNotation, blanks, filled } from './fields-shown.ts';
import type { Sheet } from './sheet.ts';

/** Who a sheet is for; printed on it and on nothing that leaves the machine. */
export interface Student {
  readonly id: string;
  readonly name: string;
}

/** What is made of a sheet. Only the first is for students, and nothing of the others is in it. */
export const targets = ['sheet', 'key', 'solution'] as const;
export type Target = (typeof targets)[number];

/** A sheet as a Document: the questions alone, with their answers, or worked out. */
export function sheetDocument(sheet: Sheet, target: Target, student?: Student): Document {
  const { code, given, questions } = sheet;
  const points = questions.reduce((sum, question) => sum + pointsOf(question), 0);
  const titles: Readonly<Record<Target, string>> = {
    sheet: sheet.title,
    key: `Key: ${sheet.title}`,
    solution: `Solution: ${sheet.title}`,
  };
  return {
    title: titles[target],
    running: `Variant ${code}`,
    blocks: [
      {
        kind: 'head',
        sheet: {
          title: sheet.title,
          variant: code,
          ...(student && { student: inFull(student) }),
          lines: target === 'key' ? [] : student ? ['Date'] : ['Name', 'Date'],
        },
        blocks: [
          ...(student ? [named(student)] : []),
          ...(target === 'sheet' && !student ? [{ kind: 'form', labels: ['Name', 'Date'] } as const] : []),
          paragraph(
            `Variant ${code}. ${counted(questions.length, 'question')}, ${counted(points, 'point')}.`,
          ),
        ],
      },
      section('given', 'Given'),
      ...given,
      section('questions', 'Questions'),
      ...questions.map((question, at) => questionBlock(sheet, question, at + 1, target)),
    ],
  };
}

function named({ name, id }: Student): Block {
  return paragraph({ kind: 'strong', text: name }, name === id ? '' : ` (${id})`);
}

function inFull({ name, id }: Student): string {
  return name === id ? name : `${name} (${id})`;
}

function questionBlock({ plan }: Sheet, question: Question, number: number, target: Target): QuestionBlock {
  const worth = pointsOf(question);
  const answers = (): Block[] => filled(question, plan.decimals);
  const unsolved: Block[] = [
    ...blanks(question),
    ...(plan.hints && question.hint ? [note('Hint', ...question.hint)] : []),
    { kind: 'space', height: question.space },
  ];
  const shown: Readonly<Record<Target, () => Pick<QuestionBlock, 'blocks' | 'unsolved' | 'solution'>>> = {
    sheet: () => ({ blocks: question.ask, unsolved }),
    key: () => ({ blocks: answers() }),
    solution: () => ({ blocks: question.ask, unsolved, solution: [...question.solution, ...answers()] }),
  };
  return {
    kind: 'question',
    number,
    title: question.title,
    points: counted(worth, 'point'),
    worth,
    ...shown[target](),
  };
}

/** The answers of each question of a sheet, in the order of its fields. */
export function answersInShort({ questions, plan }: Sheet): string[] {
  return questions.map(({ fields }) =>
    fields.map(({ answer }) => text(answerNotation(answer, plan.decimals))).join(', '),
  );
}

/** All variants on one page for the teacher: who has which, and its answers in short. */
export function overviewDocument(
  title: string,
  variants: readonly {
    readonly code: string;
    readonly student?: Student;
    readonly answers: readonly string[];
  }[],
): Document {
  const named = variants.some(({ student }) => student);
  const headings = ['Variant', ...(named ? ['Student'] : []), 'Answers'];
  const rows = variants.map(({ code, student, answers }): Inline[][] => [
    [{ kind: 'code', text: code }],
    ...(named ? [[student?.name ?? '–']] : []),
    answers.flatMap((answer, at): Inline[] => [
      { kind: 'strong', text: `${at + 1}.` },
      ` ${answer}${at + 1 < answers.length ? ' ' : ''}`,
    ]),
  ]);
  return {
    title: `Overview: ${title}`,
    blocks: [
      paragraph(
        `${counted(variants.length, 'variant')}. The answers of each question stand behind its number, in the order of its fields.`,
      ),
      { kind: 'table', part: { kind: 'overview' }, headings: headings.map((heading) => [heading]), rows },
    ],
  };
}
