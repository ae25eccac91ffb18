import type { Block, Inline } from '../document/block.ts';
import { romanWidth } from '../notation/character-widths.ts';
import { width as mathWidth } from '../notation/width.ts';
import { inlines } from './tex-inline.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Cell = readonly Inline[];

/** Between two columns, in em. */
const gap = 1;
/** What \small makes of a width, at most: smaller letters are drawn a little wider. */
const smallSize = 0.93;

/**
 * A table in a column so many em wide. Where it would not fit it is set small, and where that is not enough its widest
 * cells are broken into lines. It stays on one page.
 */
export function columnTable({ headings, rows }: Table, width: number): string {
  const all = [headings, ...rows];
  const natural = headings.map((_, column) => Math.max(...all.map((row) => cellWidth(row[column]))));
  const room = width - gap * (headings.length - 1);
  const total = natural.reduce((sum, one) => sum + one, 0);
  const small = total > room && (total + width - room) * smallSize <= width;
  const least = headings.map((_, column) => Math.max(...all.map((row) => longestPiece(row[column]))));
  const broken = small ? natural : fitted(natural, least, room);
  const columns = natural.map((wide, column) =>
    broken[column] < wide - 1e-9 ? `p{${(broken[column] / width - 0.001).toFixed(3)}\\linewidth}` : 'l',
  );
  const written = (cells: readonly Cell[]): string =>
    `  ${cells
      .map((cell, column) =>
        broken[column] < natural[column] - 1e-9 ? `\\raggedright ${inlines(cell)}` : inlines(cell),
      )
      .join(' & ')} \\tabularnewline`;
  const [head, ...body] = all.map(written);
  return [
    `\\begin{center}${small ? '\\small' : ''}`,
    `\\setlength{\\tabcolsep}{${gap / 2}em}%`,
    `\\begin{tabular}{@{}${columns.join('')}@{}}`,
    '  \\toprule',
    head,
    '  \\midrule',
    ...body,
    '  \\bottomrule',
    '\\end{tabular}',
    '\\end{center}',
  ].join('\n');
}

/** The widths of columns in the room: narrow ones keep theirs, the others share what is left, none less than it needs. */
function fitted(natural: readonly number[], least: readonly number[], room: number): number[] {
  const fixed = new Map<number, number>();
  for (;;) {
    const open = [...natural.keys()].filter((column) => !fixed.has(column));
    const taken = [...fixed.values()].reduce((sum, one) => sum + one, 0);
    const share = (room - taken) / Math.max(1, open.length);
    const tight = open.filter((column) => least[column] > share);
    const loose = open.filter((column) => natural[column] <= share);
    // What needs more than its share is served first: it leaves less for the others.
    const settled = tight.length > 0 ? tight : loose;
    if (settled.length === 0) return natural.map((_, column) => fixed.get(column) ?? share);
    for (const column of settled) fixed.set(column, tight.length > 0 ? least[column] : natural[column]);
  }
}

/** The widest word or formula of a cell: it is not broken. */
function longestPiece(cell: Cell): number {
  return Math.max(
    0,
    ...cell.flatMap((one) =>
      typeof one === 'string' ? one.split(/\s+/).map(romanWidth) : [cellWidth([one])],
    ),
  );
}

/** What is bold is a little wider. */
function cellWidth(cell: Cell): number {
  return cell.reduce((sum, one) => {
    if (typeof one === 'string') return sum + textWidth(one);
    if (one.kind === 'math') return sum + mathWidth(one.notation);
    return sum + 1.15 * textWidth(one.text);
  }, 0);
}

/** Of words and what TeX puts between them, at most where a sentence ends; × is as wide as +. */
function textWidth(text: string): number {
  const words = text.replaceAll('×', '+').split(' ');
  return words.reduce((sum, word) => sum + romanWidth(word), 0) + 0.45 * (words.length - 1);
}
