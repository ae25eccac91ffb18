import type { Block } from '../../document/block.ts';
import { breakable, type Cell, leastWidths, lineCount, naturalWidths, widthsIn } from './column-widths.ts';
import { inlines } from './inline.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Row = readonly Cell[];

/** Between two columns, in em. */
const gap = 1;
/** What \small makes of a width, at most: smaller letters are drawn a little wider. */
const smallSize = 0.93;

/** Lines of a table that is not cut: every column of a page has them. */
const mostLines = 40;
/** Lines of the pieces of a longer one: a page may end between them, and not much of it stays empty. */
const pieceLines = 24;

/**
 * A table in a column so many em wide. Where it would not fit it is set small, and where that is not enough its widest
 * cells are broken into lines. Where it is higher than a column it is cut into pieces with its headings each.
 */
export function columnTable({ headings, rows }: Table, width: number): string {
  const { small, widths, all } = arranged([headings, ...rows], width);
  const heights = all.map((row) => Math.max(...row.map((cell, column) => lineCount(cell, widths[column]))));
  return cut(rows, heights.slice(1))
    .map((piece) => tabular([headings, ...piece], width, small))
    .join('\n');
}

/** A piece has columns for its own rows: what is wide elsewhere takes no room here. */
function tabular(rows: readonly Row[], width: number, smaller: boolean): string {
  const { small, widths, all } = arranged(rows, width, smaller);
  const columns = columnsOf(all, widths, small ? width / smallSize : width);
  const [head, ...body] = all.map(columns.written);
  return [
    `\\begin{center}${small ? '\\small' : ''}`,
    `\\setlength{\\tabcolsep}{${gap / 2}em}%`,
    `\\begin{tabular}{@{}${columns.letters}@{}}`,
    '  \\toprule',
    head,
    '  \\midrule',
    ...body,
    '  \\bottomrule',
    '\\end{tabular}',
    '\\end{center}',
  ].join('\n');
}

/** \tabcolsep of LaTeX on both sides of a column, 12pt, in em of 10pt. */
const longGap = 1.2;

/** A table on the whole page that goes on over pages, its longest cells broken into lines. */
export function longTable({ headings, rows }: Table, width: number): string {
  const all = [headings, ...rows];
  const columns = columnsOf(all, widthsIn(all, width - longGap * headings.length), width);
  return [
    `\\begin{longtable}{${columns.letters}}`,
    '  \\hline',
    columns.written(headings),
    '  \\hline',
    '  \\endhead',
    '  \\hline',
    '  \\endfoot',
    ...rows.map(columns.written),
    '\\end{longtable}',
  ].join('\n');
}

/** The size of a table in a column, and its widths: shapes stay whole where there is room for them. */
function arranged(
  plain: readonly Row[],
  width: number,
  smaller = false,
): { readonly small: boolean; readonly widths: readonly number[]; readonly all: readonly Row[] } {
  const whole = plain.map(withWholeShapes);
  const gaps = gap * (plain[0].length - 1);
  const [room, smallRoom] = [width - gaps, width / smallSize - gaps];
  const natural = sum(naturalWidths(whole));
  const shapes = sum(leastWidths(whole)) > sum(leastWidths(plain));
  const small = smaller || (natural > room && (natural <= smallRoom || shapes));
  const all = small && sum(leastWidths(whole)) > smallRoom ? plain : whole;
  return { small, widths: widthsIn(all, small ? smallRoom : room), all };
}

/** A cell that says nothing but a shape, such as 64 × 55 × 55, is not broken. */
function withWholeShapes(row: Row): Row {
  return row.map((cell) =>
    cell.map((piece) =>
      cell.length === 1 && typeof piece === 'string' && /^\d+( × \d+)+$/.test(piece)
        ? piece.replaceAll(' ', '\u00a0')
        : piece,
    ),
  );
}

/** The letters of a tabular's columns and its rows, where the line has so many em. */
function columnsOf(
  all: readonly Row[],
  widths: readonly number[],
  line: number,
): { readonly letters: string; readonly written: (row: Row) => string } {
  const broken = naturalWidths(all).map((natural, column) => widths[column] < natural - 1e-9);
  const letters = widths
    .map((width, column) => (broken[column] ? `p{${(width / line - 0.001).toFixed(3)}\\linewidth}` : 'l'))
    .join('');
  const cell = (cell: Cell, column: number): string =>
    broken[column] ? `\\raggedright ${inlines(breakable(cell, widths[column]))}` : inlines(cell);
  return { letters, written: (row) => `  ${row.map(cell).join(' & ')} \\tabularnewline` };
}

/** Rows, each so many lines high, in pieces of about the same height. */
function cut(rows: readonly Row[], heights: readonly number[]): Row[][] {
  const total = sum(heights);
  if (total <= mostLines) return [[...rows]];
  const height = total / Math.ceil(total / pieceLines);
  const pieces: Row[][] = [];
  let above = 0;
  for (const [at, row] of rows.entries()) {
    const piece = Math.floor(above / height + 1e-9);
    if (piece >= pieces.length) pieces.push([]);
    pieces[pieces.length - 1].push(row);
    above += heights[at];
  }
  return pieces;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
