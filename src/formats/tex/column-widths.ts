import type { Inline } from '../../document/block.ts';
import { romanWidth } from '../../notation/character-widths.ts';
import { width as mathWidth } from '../../notation/width.ts';
import { escapeTex } from './escape.ts';

export type Cell = readonly Inline[];

/** What TeX puts between two words, at most where a sentence ends, in em. */
const space = 0.45;
/** What stands between the numbers of a shape. */
const fixedSpace = 0.334;
/** A letter of \texttt, in em. */
const typewriter = 0.53;

/** How wide the columns of a table would be, in em, if no cell were broken into lines. */
export function naturalWidths(rows: readonly (readonly Cell[])[]): number[] {
  return rows[0].map((_, column) => Math.max(...rows.map((row) => cellWidth(row[column]))));
}

/** The widths of columns in the room: narrow ones keep theirs, the others share what is left, none less than its longest word. */
export function widthsIn(rows: readonly (readonly Cell[])[], room: number): number[] {
  const natural = naturalWidths(rows);
  const least = capped(leastWidths(rows), room);
  const fixed = new Map<number, number>();
  for (;;) {
    const open = [...natural.keys()].filter((column) => !fixed.has(column));
    const used = [...fixed.values()].reduce((sum, width) => sum + width, 0);
    const share = (room - used) / Math.max(1, open.length);
    const tight = open.filter((column) => least[column] > share);
    const loose = open.filter((column) => natural[column] <= share);
    // What needs more than its share is served first: it leaves less for the others.
    const settled = tight.length > 0 ? tight : loose;
    if (settled.length === 0) return natural.map((_, column) => fixed.get(column) ?? share);
    for (const column of settled) fixed.set(column, tight.length > 0 ? least[column] : natural[column]);
  }
}

/** How wide the columns are at least, in em, if no word and no formula is broken. */
export function leastWidths(rows: readonly (readonly Cell[])[]): number[] {
  return rows[0].map((_, column) => Math.max(...rows.flatMap((row) => [0, ...cellPieces(row[column])])));
}

/** How many lines a cell takes in a column so many em wide. */
export function lineCount(cell: Cell, width: number): number {
  let [count, filled] = [1, 0];
  for (const piece of cellPieces(cell)) {
    if (filled > 0 && filled + space + piece > width) {
      count++;
      filled = piece;
    } else {
      filled += (filled > 0 ? space : 0) + piece;
    }
  }
  return count;
}

/** Widths that sum to the room at most: where they do not, the largest are made smaller, all to the same. */
function capped(widths: readonly number[], room: number): number[] {
  let left = room;
  for (const [at, needed] of widths.toSorted((a, b) => a - b).entries()) {
    const share = left / (widths.length - at);
    if (needed > share) return widths.map((width) => Math.min(width, share));
    left -= needed;
  }
  return [...widths];
}

/** The widths of the words and formulas of a cell: they are not broken. */
function cellPieces(cell: Cell): number[] {
  return cell.flatMap((piece) =>
    typeof piece === 'string'
      ? piece
          .split(' ')
          .filter((word) => word !== '')
          .map(textWidth)
      : [cellWidth([piece])],
  );
}

function cellWidth(cell: Cell): number {
  return cell.reduce((sum, piece) => {
    if (typeof piece === 'string') return sum + textWidth(piece);
    if (piece.kind === 'math') return sum + mathWidth(piece.notation);
    // What is bold is a little wider.
    return (
      sum + Math.max(1.15 * textWidth(piece.text), piece.kind === 'code' ? typewriter * piece.text.length : 0)
    );
  }, 0);
}

/** Of words and what TeX puts between them; × is as wide as +, and some letters are printed as their code point. */
function textWidth(text: string): number {
  return Array.from(text.replaceAll('×', '+'), (character) => {
    if (character === ' ') return space;
    if (character === '\u00a0') return fixedSpace;
    const escaped = escapeTex(character);
    return romanWidth(escaped.startsWith('[U+') ? escaped : character);
  }).reduce((sum, width) => sum + width, 0);
}

/** A cell whose words can be broken anywhere where they are wider than their column. */
export function breakable(cell: Cell, width: number): Cell {
  const words = (text: string): string =>
    text
      .split(' ')
      .map((word) => (textWidth(word) > width ? Array.from(word).join(anywhere) : word))
      .join(' ');
  return cell.map((piece) => (typeof piece === 'string' ? words(piece) : piece));
}

/** A space of no width, at which a line may end. */
const anywhere = '\u200b';
