import type { Degeneracy } from './degeneracy.ts';
import { vanishes } from './zero.ts';

/** One small derivative among others is as it should be; with more of them than this nothing is left of the question. */
const largestShare = 1 / 2;

export const roundsToZero: Degeneracy = {
  name: 'roundsToZero',
  summary: 'most answers of a question are not 0, but are printed as 0',
  advice:
    'So few decimals leave nothing of them: say decimals: 5 or so, or draw smaller numbers where a sigmoid follows.',
  found: ({ questions, plan: { decimals } }) =>
    questions.flatMap(({ number, fields }) => {
      const asked = fields.filter(({ field }) => field.answer.kind === 'number');
      const lost = asked.filter(vanishes);
      if (lost.length <= largestShare * asked.length) return [];
      const text = `${lost.length} of the ${asked.length} answers of question ${number} are 0 to ${decimals} decimals, but not 0`;
      return [{ question: number, text }];
    }),
};
