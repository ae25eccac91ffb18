import type { Formula } from '../index/formula.ts';

/** Names for what code makes besides the arrays of the model; no two of them, and none of those arrays, are alike. */
export interface CodeNames {
  newName(wanted: string): string;
  /** A letter that is none of those taken. */
  newLetter(used: ReadonlySet<string>): string;
  /** The names of the first value of a letter and the one behind its last. */
  ends(letter: string): readonly [string, string];
  /** The formula with other letters below its sums and maxima than those outside. */
  apart(formula: Formula, outside: ReadonlySet<string>): Formula;
  /** A formula over the arrays as it is printed. */
  describe(formula: Formula): string;
}
