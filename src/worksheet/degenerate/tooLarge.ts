import { answersWhere } from './answers-where.ts';
import type { Degeneracy } from './degeneracy.ts';

export const tooLarge: Degeneracy = {
  name: 'tooLarge',
  summary: 'an answer is larger than numbers: { largest } wishes',
  advice: 'Large numbers are tedious to work out by hand: draw smaller ones, or choose a smaller rate.',
  found: ({ questions, plan }) =>
    answersWhere(
      questions,
      { single: `beyond ${plan.numbers.largest}`, several: `beyond ${plan.numbers.largest}` },
      ({ answer }) => Math.abs(answer.float) > plan.numbers.largest,
    ),
};
