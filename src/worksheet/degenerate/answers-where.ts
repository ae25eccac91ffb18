import type { FieldAnswer } from '../../exercises/question.ts';
import type { EntryOf } from '../../model/subject.ts';
import type { SeenQuestion } from '../stress/specimen.ts';
import type { Fault } from './degeneracy.ts';

type NumberAnswer = Extract<FieldAnswer, { kind: 'number' }>;

/** For each question its numbers with a fault: "2 answers of question 8 are larger than 60, such as W_new_11 = 72". */
export function answersWhere(
  questions: readonly SeenQuestion[],
  fault: { readonly single: string; readonly several: string },
  has: (asked: { readonly answer: NumberAnswer; readonly about: EntryOf | undefined }) => boolean,
): Fault[] {
  return questions.flatMap(({ number, fields }): Fault[] => {
    const faulty = fields.filter(
      ({ field: { answer }, about }) => answer.kind === 'number' && has({ answer, about }),
    );
    if (faulty.length === 0) return [];
    const [{ field, printed }] = faulty;
    const text =
      faulty.length === 1
        ? `1 answer of question ${number} is ${fault.single}: ${field.name} = ${printed}`
        : `${faulty.length} answers of question ${number} are ${fault.several}, such as ${field.name} = ${printed}`;
    return [{ question: number, text }];
  });
}
