import type { Column } from './fragment-style.ts';

/** A paper that a derivation is written as, with the class of a journal or conference. */
export interface Shell extends Column {
  /** The file in templates/. */
  readonly template: string;
  /** Options of the class article. */
  readonly options?: string;
  /** The page, for the package geometry. */
  readonly geometry?: string;
}

/**
 * The papers by the word after --shell. A column is what TeX says of \columnwidth and of 1em of its text, less a margin
 * of a quarter em: widths of formulas are estimates.
 */
export const shells = {
  /** 469.75pt of 10.95pt. */
  'one-column': {
    template: 'paper-article.tex',
    options: '11pt,letterpaper',
    geometry: 'margin=1in',
    width: 42.6,
    font: 10.95,
  },
  /** Twice 3.3in, 238.49pt of 10pt. */
  'two-column': {
    template: 'paper-article.tex',
    options: '10pt,letterpaper,twocolumn',
    geometry: 'textwidth=6.85in,textheight=9in,columnsep=0.25in',
    width: 23.5,
    font: 10,
  },
  /** acmart's sigconf, 241.15pt of 9.25pt where its fonts are missing, of 9pt with them. */
  acm: { template: 'paper-acm.tex', width: 25.8, font: 9 },
  /** IEEEtran for conferences, 252pt of 10pt. */
  ieee: { template: 'paper-ieee.tex', width: 24.9, font: 10 },
  /** The measure of NeurIPS, not its style file: one column of 5.5in, 397.48pt of 10pt. */
  'neurips-like': {
    template: 'paper-article.tex',
    options: '10pt,letterpaper',
    geometry: 'textwidth=5.5in,textheight=9in',
    width: 39.4,
    font: 10,
  },
} satisfies Record<string, Shell>;

export type ShellName = keyof typeof shells;
