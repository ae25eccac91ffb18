/** A paper that a derivation is written as, with its own class. */
export interface Shell {
  /** The file in templates/. */
  readonly template: string;
  /** What its columns hold, in em of its text, less what a line keeps off the margin. */
  readonly width: number;
}

/** The papers by the word after --shell. The classes are those of TeX's own distributions. */
export const shells = {
  /** acmart in two columns: 241.1pt of 9pt. */
  acm: { template: 'paper-acm.tex', width: 26.5 },
  /** IEEEtran for conferences: 252pt of 10pt. */
  ieee: { template: 'paper-ieee.tex', width: 24.9 },
  /** article in two columns of 3.3in of 10pt. */
  'two-column': { template: 'paper-two-column.tex', width: 23.6 },
  /** article in one column of 5.5in of 10pt, as many machine learning conferences have it. */
  'one-column': { template: 'paper-one-column.tex', width: 39.5 },
} satisfies Record<string, Shell>;

export type ShellName = keyof typeof shells;
