import type { Degeneracy } from './degeneracy.ts';
import { isZero } from './zero.ts';

export const nothingArrives: Degeneracy = {
  name: 'nothingArrives',
  summary: 'every derivative of a question is 0',
  advice:
    'Nothing is learned, and the question cannot tell who knows how: draw other numbers, or see whether a ReLU lets nothing through.',
  found: ({ questions, expected }) =>
    questions.flatMap(({ number, fields }) => {
      const asked = fields.filter(
        ({ about, node }) => about?.kind === 'gradient' && node !== expected.expansion.graph.zero,
      );
      if (asked.length === 0 || !asked.every(isZero)) return [];
      return [{ question: number, text: `every derivative of question ${number} is 0` }];
    }),
};
