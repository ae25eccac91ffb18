/** How a formula is set: the size of its font in points, and its colour as #rrggbb. */
export interface FormulaFont {
  readonly size: number;
  readonly color: string;
}

/** A formula in LaTeX for display, with what it says in plain words and signs for who cannot see it. */
export interface DisplayedFormula {
  readonly latex: string;
  readonly alt: string;
}

/** One format that a formula is written in, by itself. */
export interface FormulaFormat {
  /** The word after --to; with a dot before it, the file's ending. */
  readonly name: string;
  readonly summary: string;
  /** The same formula gives the same bytes. */
  write(formula: DisplayedFormula, style: FormulaFont): Promise<string | Uint8Array>;
}
