import type { EquationLine } from '../document/block.ts';
import { indent, type Line, lines } from '../notation/break.ts';
import { latexRelation, latexRow } from '../notation/latex.ts';
import { pageWidth } from '../notation/page-width.ts';

/** The rows of an alignment, one for each line of at most `width` em; `smaller` sets what is too wide even when broken. */
export function alignedRows(
  chains: readonly EquationLine[],
  smaller: (math: string, scale: number) => string,
  width = pageWidth,
): string[] {
  return lines(chains, width).map((line) => alignedRow(line, smaller));
}

export function alignedRow(line: Line, smaller: (math: string, scale: number) => string): string {
  const left = latexRow(line.left);
  const right = line.scale < 1 ? smaller(latexRow(line.right), line.scale) : latexRow(line.right);
  // An empty group before the relation keeps its space; a continued line is moved in.
  if (line.relation) return `${left} &${latexRelation[line.relation]} ${right}`;
  return right === '' ? `${left} &` : `${left} & \\hspace{${indent}em} ${right}`;
}

/** Equations in pieces of at most this many rows, so that a page can end between them. */
const mostRows = 12;

export function pieces<T>(rows: readonly T[]): T[][] {
  const count = Math.max(1, Math.ceil(rows.length / mostRows));
  const size = Math.ceil(rows.length / count);
  return Array.from({ length: count }, (_, at) => rows.slice(at * size, (at + 1) * size));
}
