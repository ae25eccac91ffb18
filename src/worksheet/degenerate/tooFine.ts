import { answersWhere } from './answers-where.ts';
import type { Degeneracy } from './degeneracy.ts';

export const tooFine: Degeneracy = {
  name: 'tooFine',
  summary: 'an answer has a denominator above what numbers: { denominator } wishes',
  advice:
    'Such a fraction is no nice number: draw numbers that divide well, or choose a rate such as 1/10 or 1/2.',
  found: ({ questions, plan: { numbers, decimals, rate } }) =>
    answersWhere(
      questions,
      { single: 'no simple fraction', several: 'no simple fractions' },
      ({ answer: { exact }, about }) => {
        // A step multiplies a gradient, which is as wished, by the rate: 1/10 of 3/8 is 3/80.
        const finer = about?.kind === 'update' ? rate.d : 1n;
        if (!exact || exact.d <= BigInt(numbers.denominator) * finer) return false;
        // A decimal that ends soon is as simple: 37/100 is 0.37.
        return 10n ** BigInt(decimals) % exact.d !== 0n;
      },
    ),
};
