import type { EquationLine } from '../../document/block.ts';
import type { Row } from '../../notation/box.ts';
import { layout } from '../../notation/layout.ts';
import { textRow } from '../../notation/text.ts';
import { alignedRows } from '../displayed.ts';
import type { DisplayedFormula } from './formula-format.ts';

/** Equations as one formula, under each other where they are several, broken into lines of at most `width` em. */
export function formulaOf(equations: readonly EquationLine[], width?: number): DisplayedFormula {
  // A picture is as wide as it has to be: nothing is set smaller.
  const rows = alignedRows(equations, (math) => math, width);
  const latex =
    rows.length === 1
      ? rows[0].replace(' &', ' ').trim()
      : `\\begin{aligned}\n${rows.join(' \\\\[3pt]\n')}\n\\end{aligned}`;
  return { latex, alt: equations.map(spoken).join('; ') };
}

function spoken({ left, steps }: EquationLine): string {
  const boxes = steps.flatMap(
    ({ relation, right }): Row => [{ kind: 'relation', relation }, ...layout(right)],
  );
  return textRow([...layout(left), ...boxes]);
}
