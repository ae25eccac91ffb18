import type { Degeneracy } from './degeneracy.ts';
import { isZero } from './zero.ts';

/**
 * More zeros than this are a trivial question, as in the wishes for numbers (zeros: few); half of them may be.
 */
const largestShare = 1 / 2;

/** Behind a maximum or a ReLU most of what arrives is 0, and should be: there only a whole question of zeros is odd. */
const mayBeZero: ReadonlySet<string> = new Set(['delta', 'winner']);

export const mostlyZero: Degeneracy = {
  name: 'mostlyZero',
  summary: 'more than half of the answers of a question are 0',
  advice:
    'There is little to work out, and who writes 0 everywhere is mostly right: leave 0 out with nonzero: true.',
  found: ({ questions, expected }) =>
    questions.flatMap(({ question, number, fields }) => {
      if (mayBeZero.has(question.exercise)) return [];
      // What is 0 whatever the numbers are, is so by the model's doing.
      const asked = fields.filter(
        ({ field, node }) => field.answer.kind !== 'choice' && node !== expected.expansion.graph.zero,
      );
      const zeros = asked.filter(isZero).length;
      const nothing = question.exercise === 'gradient' && zeros === asked.length;
      if (asked.length < 2 || zeros <= largestShare * asked.length || nothing) return [];
      return [
        { question: number, text: `${zeros} of the ${asked.length} answers of question ${number} are 0` },
      ];
    }),
};
