import type { Degeneracy } from './degeneracy.ts';
import { isZero, vanishes } from './zero.ts';

/** Two answers are equal by chance in one variant of ten or so; three that are look like a mistake of the teacher's. */
const fewest = 3;

export const allEqual: Degeneracy = {
  name: 'allEqual',
  summary: 'all answers of a question are equal',
  advice: 'Whoever has one answer has them all, and a mistake in their order cannot be seen.',
  found: ({ questions }) =>
    questions.flatMap(({ question, number, fields }) => {
      const asked = fields.filter(({ field }) => field.answer.kind !== 'choice');
      // Answers that are one expression are equal in every variant: behind an average pooling that is the lesson.
      const expressions = new Set(asked.map(({ node }, at) => node ?? `field ${at}`));
      if (expressions.size < fewest) return [];
      const [first] = asked;
      const { printed } = first;
      if (isZero(first) || vanishes(first) || asked.some((field) => field.printed !== printed)) return [];
      const beside = question.inAsk ? 'blanks' : 'answers';
      return [
        { question: number, text: `all ${asked.length} ${beside} of question ${number} are ${printed}` },
      ];
    }),
};
