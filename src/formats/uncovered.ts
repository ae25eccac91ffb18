import { indent } from '../notation/break.ts';
import { latexRelation, latexRow } from '../notation/latex.ts';
import type { Tones } from '../notation/tone.ts';
import { toned } from '../notation/toned.ts';
import type { EquationRow } from '../slides/deck.ts';

/** How a format shows part of a formula from a click on, and how it sets one smaller. */
export interface Uncovering {
  from(click: number, math: string): string;
  smaller(math: string, scale: number): string;
}

/** The rows of an equation as an alignment whose steps are uncovered one after the other. */
export function uncoveredRows(
  rows: readonly EquationRow[],
  tones: Tones,
  { from, smaller }: Uncovering,
): string {
  const shown = (click: number, math: string): string =>
    click > 1 && math !== '' ? from(click, math) : math;
  const written = rows.map(({ click, left, steps, scale }) => {
    const cells = steps.map(({ click, relation, right }) => {
      const math = latexRow(toned(right, tones));
      const sized = scale < 1 ? smaller(math, scale) : math;
      // The empty group keeps the space before the relation.
      const whole = relation ? `{}${latexRelation[relation]} ${sized}` : `\\hspace{${indent}em} ${sized}`;
      return shown(click, whole);
    });
    return `${shown(click, latexRow(toned(left, tones)))} & ${cells.join(' ')}`.trimEnd();
  });
  return `\\begin{aligned}\n  ${written.join(' \\\\\n  ')}\n\\end{aligned}`;
}
