import { fieldKey, letterOf } from '../../src/exercises/question.ts';
import type { AnswerRow } from '../../src/grading/answer-rows.ts';
import { FieldColumns } from '../../src/grading/field-columns.ts';
import { gradeSheet, gradingOf } from '../../src/grading/grade-sheet.ts';
import type { FieldMark, SheetMark } from '../../src/grading/mark.ts';
import { readModel } from '../../src/model/read.ts';
import { NiceValues } from '../../src/worksheet/nice-values.ts';
import { planOf } from '../../src/worksheet/section.ts';
import { type Sheet, sheetOf } from '../../src/worksheet/sheet.ts';
import { treeOf } from '../tree-of.ts';

export const lesson = `
title: How a filter learns
input: { name: I, shape: [3, 3] }
layers: [ { Conv2d: { kernel_size: 2, bias: false, weight: W, output: o } }, { MaxPool2d: { kernel_size: 2 } }, Flatten ]
loss: { MSELoss: { target: y, reduction: sum } }
values:
  I: { random: integers, from: -2, to: 3 }
  W: { random: integers, from: -2, to: 2 }
  y: { random: integers, from: 0, to: 4 }
worksheet:
  exercises: [outputs, winner, loss, local, delta, sum, gradient, update]
`;

/** The same with another section on worksheets. */
export function lessonWith(worksheet: string): string {
  return `${lesson.slice(0, lesson.indexOf('worksheet:'))}worksheet: ${worksheet}\n`;
}

/** A class with one model: its sheets, and how they are marked. */
export function classOf(text: string) {
  const model = readModel(text, 'lesson.yaml', { treeOf });
  const plan = planOf(model);
  const nice = new NiceValues(model, plan.numbers);
  const grading = gradingOf(model, plan, { treeOf, tex: undefined });
  return {
    model,
    plan,
    sheet: (code: string): Sheet => sheetOf(nice.variant(code), code, plan),
    grade: (sheet: Sheet, written: ReadonlyMap<string, string>): SheetMark =>
      gradeSheet(grading, sheet, new FieldColumns(sheet).answers(rowOf(sheet.code, '1', written))),
  };
}

/** All right answers of a sheet, numbers as fractions. */
export function rightAnswers({ questions }: Sheet): Map<string, string> {
  return new Map(
    questions.flatMap(({ fields }, at) =>
      fields.map((field): [string, string] => {
        const { answer } = field;
        const key = fieldKey(at + 1, field);
        if (answer.kind === 'formula') return [key, answer.text];
        if (answer.kind === 'choice') return [key, letterOf(answer.right)];
        return [key, answer.exact ? answer.exact.toFraction() : answer.float.toFixed(6)];
      }),
    ),
  );
}

/** The right answers with some others in their place. */
export function answersWith(
  sheet: Sheet,
  others: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  return new Map([...rightAnswers(sheet), ...Object.entries(others)]);
}

export function fieldsOf({ questions }: SheetMark): Map<string, FieldMark> {
  return new Map(
    questions.flatMap(({ fields, number }) => fields.map((one) => [fieldKey(number, one.field), one])),
  );
}

export function outcomesOf(mark: SheetMark, ...keys: string[]): string[] {
  const fields = fieldsOf(mark);
  return keys.map((key) => fields.get(key)?.outcome ?? 'none');
}

export function rowOf(code: string, id: string, answers: ReadonlyMap<string, string>): AnswerRow {
  return { place: `answers.csv:${id}`, head: 'answers.csv:1', code, id, name: id, answers };
}
