import type { Degeneracy } from './degeneracy.ts';

/** (1/3 - 1/3)^2 need not be 0 in floating point. */
const rounding = 1e-12;

export const zeroLoss: Degeneracy = {
  name: 'zeroLoss',
  summary: 'the loss is 0',
  advice: 'The output is the target already: there is nothing to learn, and every derivative is 0.',
  found: ({ model: { objective }, expected, values }) =>
    objective.kind === 'loss' &&
    objective.comparesWithTarget &&
    Math.abs(values[expected.expansion.objective]) < rounding
      ? [{ text: 'the loss is 0' }]
      : [],
};
