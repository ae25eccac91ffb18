import type { EquationLine } from '../../document/block.ts';
import type { Row } from '../../notation/box.ts';
import { indent, type Line, lines } from '../../notation/break.ts';
import { isTall } from '../../notation/latex.ts';
import { pageWidth } from '../../notation/page-width.ts';
import { textRelation, textRow } from '../../notation/text.ts';
import { typstRelation, typstRow } from '../../notation/typst.ts';
import { typstWords } from '../../notation/typst-words.ts';

/**
 * Equations aligned on their first relation, with the same line breaks as in every format, in pieces between which a
 * page may end: never between an equation and the lines that continue it, unless it is longer than a page.
 */
export function typstEquations(equations: readonly EquationLine[], width = pageWidth): string {
  const all = lines(equations, width);
  const options = [
    ...(all.some(isHigh) ? ['  tall: true,'] : []),
    ...(chains(all).some((chain) => height(chain) > pageHeight) ? ['  breakable: true,'] : []),
  ];
  return ['#formulas(', ...options, ...pieces(all).map(piece), ')'].join('\n');
}

/** The same without any function of ours, to be put into another document. */
export function plainTypstEquation(equations: readonly EquationLine[], width = pageWidth): string {
  const rows = lines(equations, width).map((line) =>
    alignedRow(line, (set, scale) => `#scale(${Math.round(100 * scale)}%, reflow: true, $${set}$)`),
  );
  return `$\n  ${rows.join(' \\\n  ')}\n$`;
}

function piece(all: readonly Line[]): string {
  return `  (${typstWords(all.map(plainLine).join(' '))}, $\n    ${all.map((line) => alignedRow(line)).join(' \\\n    ')}\n  $),`;
}

/** In em: the longest equation that is kept on a page, and pieces as high as one wants to see moved to the next. */
const pageHeight = 55;
const pieceHeight = 20;

/** Pieces of about equal height. */
function pieces(all: readonly Line[]): Line[][] {
  const count = Math.max(1, Math.ceil(height(all) / pieceHeight));
  const enough = height(all) / count;
  const made: Line[][] = [[]];
  for (const chain of chains(all)) {
    const open = made[made.length - 1];
    if (open.length > 0 && height(open) + height(chain) / 2 > enough) made.push([...chain]);
    else open.push(...chain);
  }
  return made;
}

/** Each equation with the lines that continue it. */
function chains(all: readonly Line[]): Line[][] {
  const made: Line[][] = [];
  for (const line of all) {
    if (line.left.length > 0 || made.length === 0) made.push([line]);
    else made[made.length - 1].push(line);
  }
  return made;
}

function height(all: readonly Line[]): number {
  return all.reduce((sum, { left, right }) => sum + Math.max(rowHeight(left), rowHeight(right)), 0);
}

function rowHeight(row: Row): number {
  const parts = row.map((box) =>
    box.kind === 'matrix' ? 2 * box.rows.length : box.kind === 'cases' ? 2 * box.cases.length : 0,
  );
  return Math.max(isTall(row) ? 3 : 1.6, ...parts);
}

function isHigh({ left, right }: Line): boolean {
  return isTall(left) || isTall(right);
}

function alignedRow(
  { left, relation, right, scale }: Line,
  smaller = (set: string, scale: number): string => `#smaller(${scale.toFixed(2)}, $${set}$)`,
): string {
  const set = scale < 1 ? smaller(typstRow(right), scale) : typstRow(right);
  const before = typstRow(left);
  if (relation) return `${before} & ${typstRelation[relation]} ${set}`.trim();
  return right.length === 0 ? `${before} &` : `& #h(${indent}em) ${set}`;
}

function plainLine({ left, relation, right }: Line): string {
  return `${textRow(left)}${relation ? ` ${textRelation[relation]} ` : ''}${textRow(right)}`.trim();
}
