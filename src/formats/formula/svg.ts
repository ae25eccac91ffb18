import type { FormulaFormat } from './formula-format.ts';

/** An SVG that looks the same in every program: its letters are outlines. */
export const svg: FormulaFormat = {
  name: 'svg',
  summary: 'SVG for slides, web pages and drawing programs; its letters are outlines',
  write: async (formula, style) => `${(await import('./mathjax.ts')).svg(formula, style)}\n`,
};
