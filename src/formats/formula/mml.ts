import type { FormulaFormat } from './formula-format.ts';

/** MathML for display; its size and colour are those of the page that it is put into. */
export const mml: FormulaFormat = {
  name: 'mml',
  summary: 'MathML, for Word, web pages and screen readers',
  write: async ({ latex }) => `${(await import('./mathjax.ts')).mathml(latex)}\n`,
};
