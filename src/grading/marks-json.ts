import type Fraction from 'fraction.js';
import { fieldKey } from '../exercises/question.ts';
import { text } from '../notation/text.ts';
import { answerNotation } from '../worksheet/fields-shown.ts';
import { mistakeFigures, questionFigures } from './class-figures.ts';
import type { ClassMark, StudentMark } from './grade-class.ts';
import { optionText } from './judge-choice.ts';
import { type FieldMark, percentOf, type QuestionMark } from './mark.ts';

/** Everything about the marks of a class for programs; points are exact, as "3" or "7/2". */
export function marksJson(mark: ClassMark): unknown {
  return {
    title: mark.title,
    of: exact(mark.of),
    students: mark.students.map(studentJson),
    questions: questionFigures(mark).map(({ number, exercise, fields, outcomes, mean, of }) => ({
      number,
      exercise,
      fields,
      ...outcomes,
      mean: exact(mean),
      of: exact(of),
    })),
    mistakes: mistakeFigures(mark).map(({ name, title, students, questions }) => ({
      name,
      title,
      students,
      questions,
    })),
  };
}

function studentJson(mark: StudentMark): unknown {
  const { student, code, points, of, questions, sheet } = mark;
  return {
    student: student?.id ?? null,
    name: student?.name ?? null,
    variant: code,
    points: exact(points),
    of: exact(of),
    percent: percentOf(mark),
    questions: questions.map((question) => questionJson(question, sheet.plan.decimals)),
  };
}

function questionJson(
  { question, number, points, of, fields, mistakes }: QuestionMark,
  decimals: number,
): unknown {
  return {
    number,
    exercise: question.exercise,
    points: exact(points),
    of: exact(of),
    fields: fields.map((field) => fieldJson(number, field, decimals)),
    mistakes,
  };
}

function fieldJson(
  question: number,
  { field, written, outcome, points, followed, remark }: FieldMark,
  decimals: number,
): unknown {
  const { answer } = field;
  return {
    key: fieldKey(question, field),
    written,
    outcome: outcome === 'carried' ? 'follow-through' : outcome,
    points: exact(points),
    right:
      answer.kind === 'number' && answer.exact
        ? exact(answer.exact)
        : answer.kind === 'number'
          ? answer.float
          : answer.kind === 'choice'
            ? optionText(answer, answer.right)
            : text(answerNotation(answer, decimals)),
    ...(followed && { own: text(followed) }),
    ...(remark !== undefined && { remark }),
  };
}

function exact(points: Fraction): string {
  return points.toFraction();
}
