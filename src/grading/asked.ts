import type { StudentMark } from './grade-class.ts';
import type { QuestionMark } from './mark.ts';

/** A question as it is asked on the sheets of a class. */
export interface AskedQuestion {
  /** What tells it from other questions, on all sheets. */
  readonly key: string;
  /** Its number on the longest sheet that has it. */
  readonly number: number;
}

/** All questions of a class in order: a variant whose numbers give nothing to ask may lack one, and counts on without it. */
export function askedOf(students: readonly Pick<StudentMark, 'questions'>[]): AskedQuestion[] {
  const found = new Map<string, AskedQuestion>();
  for (const { questions } of students.toSorted((a, b) => b.questions.length - a.questions.length))
    for (const { question, number } of questions)
      if (!found.has(question.key)) found.set(question.key, { key: question.key, number });
  return [...found.values()].toSorted((a, b) => a.number - b.number);
}

export function markOf(
  { questions }: Pick<StudentMark, 'questions'>,
  { key }: AskedQuestion,
): QuestionMark | undefined {
  return questions.find(({ question }) => question.key === key);
}
