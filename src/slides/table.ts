import type { Inline } from '../document/block.ts';
import type { Piece } from './piece.ts';
import { frameWidth } from './room.ts';
import { textHeight, textWidth } from './text-size.ts';

type Cells = readonly (readonly Inline[])[];

/** Between two columns, and between two rows, in em. */
const columnGap = 1.3;
const rowGap = 0.4;

/** The rows of a table as pieces, each under the headings; its widest columns broken into lines where need be. */
export function tableRows(headings: Cells, rows: readonly Cells[]): Piece[] {
  const widths = columnWidths([headings, ...rows]);
  const height = (cells: Cells): number =>
    Math.max(...cells.map((cell, column) => textHeight(cell, widths[column] ?? frameWidth))) + rowGap;
  return rows.map((cells) => ({
    item: { kind: 'table', click: 0, headings, rows: [cells], widths },
    height: height(cells),
    opening: height(headings),
    leads: false,
  }));
}

/** Columns narrower than an equal share of the room keep their width, undefined; the others share what is left. */
function columnWidths(rows: readonly Cells[]): (number | undefined)[] {
  const natural = rows[0].map((_, column) => Math.max(...rows.map((cells) => textWidth(cells[column]))));
  let wide = new Set(natural.keys());
  let share = 0;
  for (;;) {
    const kept = natural.reduce((sum, width, column) => sum + (wide.has(column) ? 0 : width), 0);
    share = (frameWidth - columnGap * natural.length - kept) / wide.size;
    const still = new Set([...wide].filter((column) => natural[column] > share));
    if (still.size === wide.size) break;
    wide = still;
    if (wide.size === 0) break;
  }
  return natural.map((_, column) => (wide.has(column) ? Number(share.toFixed(1)) : undefined));
}
