import type { Point } from './drawing.ts';

/** The edges of some cells of a grid, each once, as long as they are: two broken lines over each other would look like a whole one. */
export function edgesOf(
  rows: number,
  columns: number,
  chosen: (row: number, column: number) => boolean,
): [Point, Point][] {
  const lines: [Point, Point][] = [];
  for (let row = 0; row <= rows; row++)
    for (const [from, to] of runs(columns, (at) => chosen(row - 1, at) || chosen(row, at)))
      lines.push([
        [from, row],
        [to, row],
      ]);
  for (let column = 0; column <= columns; column++)
    for (const [from, to] of runs(rows, (at) => chosen(at, column - 1) || chosen(at, column)))
      lines.push([
        [column, from],
        [column, to],
      ]);
  return lines;
}

/** Where a condition holds without a gap: from the first place to behind the last. */
function runs(count: number, holds: (at: number) => boolean): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < count; at++) {
    if (!holds(at)) continue;
    const last = found.at(-1);
    if (last && last[1] === at) last[1] = at + 1;
    else found.push([at, at + 1]);
  }
  return found;
}
