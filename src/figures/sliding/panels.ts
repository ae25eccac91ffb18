import type { Notation } from '../../notation/notation.ts';
import type { Drawing, DrawnShape } from '../drawing/drawing.ts';
import { labelWidth } from '../drawing/label-width.ts';
import { label, moved, rectangle } from '../drawing/shapes.ts';
import { type Cell, cells, cellWidth, entrySize, type Plane, tintOf } from './plane.ts';

/** Where one entry meets another: a cell of the array that is drawn, and what it is multiplied with there. */
export interface Meeting {
  readonly row: number;
  readonly column: number;
  readonly factor?: Notation;
}

/** An array drawn once for each entry that is made of it, with what makes that entry in its colour. */
export interface Panels {
  /** The array whose entries are made, and how many of its rows and columns are shown. */
  readonly made: Plane;
  readonly shown: readonly [rows: number, columns: number];
  /** The array that they are made of, and which part of it is drawn: rows and columns from the first to the last. */
  readonly of: Plane;
  readonly part: { readonly rows: PanelExtent; readonly columns: PanelExtent };
  /** The array that it is multiplied with. */
  readonly by: Plane | undefined;
  /** What stands in padding; nothing if it is left out. */
  readonly padding: Notation | undefined;
  /** What is done, with whole arrays, where that can be said. */
  readonly formula?: Notation;
  /** What is left out. */
  readonly note: string | undefined;
  meetings(row: number, column: number): readonly Meeting[];
}

export interface PanelExtent {
  readonly first: number;
  readonly last: number;
  /** Whether the array goes on behind it. */
  readonly cut: boolean;
}

/** In cells: a cell with two lines in it, what is left between panels, and above each for its title. */
export const side = 1.35;
export const gap = 1;
const title = 1.05;
const titleSize = 0.9;
/** Between the arrays at the head, and below them. */
const room = 1;
/** All that stands in the cells of panels. */
function panelLetters({ of, part, meetings, shown }: Panels): Notation[] {
  const inside = ({ first, last }: PanelExtent, size: number) => [
    Math.max(0, first),
    Math.min(size - 1, last),
  ];
  const [rows, columns] = [inside(part.rows, of.rows), inside(part.columns, of.columns)];
  const factors = meetings(shown[0] - 1, shown[1] - 1).flatMap(({ factor }) => (factor ? [factor] : []));
  return [of.entry(rows[0], columns[0]), of.entry(rows[1], columns[1]), ...factors];
}

/** Where dots stand for what is cut off. */
const dots = 0.7;

export function panels(spec: Panels, alt: string): Drawing {
  const { made, shown, part } = spec;
  const columns = lengthOf(part.columns);
  const rows = lengthOf(part.rows);
  const cutBelow = part.rows.cut ? dots : 0;
  const cutRight = part.columns.cut ? dots : 0;
  const cell = cellWidth(panelLetters(spec), entrySize, side);
  const width = columns * cell + cutRight;
  const height = title + rows * side + cutBelow;
  const head = arraysAtTheHead(spec);
  const more = [shown[0] < made.rows, shown[1] < made.columns] as const;
  const all = {
    width: shown[1] * (width + gap) - gap + (more[1] ? 1 : 0),
    height: shown[0] * (height + gap) - gap + (more[0] ? 1 : 0),
  };
  const total = Math.max(all.width, head.width);
  const left = (total - all.width) / 2;
  const top = head.height + room;
  const shapes: DrawnShape[] = [];
  for (let row = 0; row < shown[0]; row++) {
    for (let column = 0; column < shown[1]; column++) {
      const at = row * shown[1] + column;
      const [x, y] = [left + column * (width + gap), top + row * (height + gap)];
      shapes.push(...panel(spec, row, column, at, cell, x, y));
    }
  }
  if (more[1]) shapes.push(label(left + all.width - 0.4, top + all.height / 2, 1.2, horizontal));
  if (more[0]) shapes.push(label(left + all.width / 2, top + all.height - 0.3, 1.2, vertical));
  return {
    width: total,
    height: top + all.height,
    shapes: [...moved(head.shapes, (total - head.width) / 2, 0), ...shapes],
    alt,
  };
}

const horizontal: Notation = { kind: 'dots', direction: 'horizontal' };
const vertical: Notation = { kind: 'dots', direction: 'vertical' };

function lengthOf({ first, last }: PanelExtent): number {
  return last - first + 1;
}

/** The array once, the entries that meet in colour, the name of what they make above it. */
function panel(
  spec: Panels,
  row: number,
  column: number,
  at: number,
  width: number,
  x: number,
  y: number,
): DrawnShape[] {
  const { made, of, part, padding } = spec;
  const met = new Map(
    spec.meetings(row, column).map((meeting) => [`${meeting.row},${meeting.column}`, meeting]),
  );
  const [rows, columns] = [lengthOf(part.rows), lengthOf(part.columns)];
  const cell = (down: number, across: number): Cell | undefined => {
    const [r, c] = [part.rows.first + down, part.columns.first + across];
    const meeting = met.get(`${r},${c}`);
    const inside = r >= 0 && r < of.rows && c >= 0 && c < of.columns;
    const above = inside ? of.entry(r, c) : meeting ? padding : undefined;
    return {
      fill: meeting ? tintOf(at) : inside ? 'image' : 'none',
      stroke: inside ? 'thin' : 'dashed',
      ...(above && { above }),
      ...(meeting?.factor && above && { below: meeting.factor }),
    };
  };
  const middle = x + (columns * width) / 2;
  const name = made.entry(row, column);
  const around = cellWidth([name], titleSize, 1.2);
  return [
    rectangle(middle - around / 2, y, around, 0.8, tintOf(at)),
    label(middle, y + 0.4, titleSize, name),
    ...cells(x, y + title, rows, columns, [width, side], cell),
    ...(part.columns.cut
      ? [label(x + columns * width + dots / 2 + 0.05, y + title + (rows * side) / 2, 0.9, horizontal)]
      : []),
    ...(part.rows.cut ? [label(middle, y + title + rows * side + dots / 2, 0.9, vertical)] : []),
  ];
}

/** The arrays themselves beside each other: what is drawn, what it is multiplied with, what is made, in its colours. */
function arraysAtTheHead(spec: Panels): { width: number; height: number; shapes: DrawnShape[] } {
  const { of, by, made, shown, formula, note } = spec;
  const planes = [
    { plane: of, fill: () => 'image' as const },
    ...(by ? [{ plane: by, fill: () => 'filter' as const }] : []),
    {
      plane: made,
      fill: (row: number, column: number) =>
        row < shown[0] && column < shown[1] ? tintOf(row * shown[1] + column) : ('image' as const),
    },
  ];
  const tallest = Math.max(...planes.map(({ plane }) => Math.min(plane.rows, largest)));
  let x = 0;
  const shapes: DrawnShape[] = [];
  for (const [at, { plane, fill }] of planes.entries()) {
    const [rows, columns] = [Math.min(plane.rows, largest), Math.min(plane.columns, largest)];
    const y = 1 + (tallest - rows) / 2;
    const letter = (row: number, column: number) => shortened(plane, row, column, rows, columns);
    const all = Array.from({ length: rows * columns }, (_, place) =>
      letter(Math.floor(place / columns), place % columns),
    );
    const width = cellWidth(all, entrySize, 1);
    const whole = Math.max(columns * width, labelWidth(plane.name, 1));
    shapes.push(label(x + whole / 2, y - 0.5, 1, plane.name));
    shapes.push(
      ...cells(x + (whole - columns * width) / 2, y, rows, columns, [width, 1], (row, column) => ({
        fill: fill(row, column),
        above: letter(row, column),
      })),
    );
    x += whole;
    if (at < planes.length - 1) x += room;
  }
  let y = 1 + tallest;
  for (const line of [formula, note]) {
    if (line === undefined) continue;
    shapes.push(label(x / 2, y + 0.65, line === formula ? 1 : 0.8, line));
    y += 1;
  }
  return { width: x, height: y, shapes };
}

/** Arrays at the head have at most so many rows and columns; the last but one is dots. */
const largest = 7;

function shortened(plane: Plane, row: number, column: number, rows: number, columns: number): Notation {
  const skips = (at: number, drawn: number, all: number): boolean => drawn < all && at === drawn - 2;
  const [down, across] = [skips(row, rows, plane.rows), skips(column, columns, plane.columns)];
  if (down && across) return { kind: 'dots', direction: 'diagonal' };
  if (down) return vertical;
  if (across) return horizontal;
  return plane.entry(
    row === rows - 1 ? plane.rows - 1 : row,
    column === columns - 1 ? plane.columns - 1 : column,
  );
}

/** A sentence has at most so many terms of one entry. */
const mostTerms = 12;

/** "o_11 from I_11 W_11, ...", of the first entries, for those who cannot see the colours. */
export function told(spec: Panels, spoken: (notation: Notation) => string): string {
  const { made, shown, of } = spec;
  const lines: string[] = [];
  for (let row = 0; row < shown[0]; row++)
    for (let column = 0; column < shown[1]; column++) {
      const terms = spec.meetings(row, column).flatMap((meeting) => {
        const inside =
          meeting.row >= 0 && meeting.row < of.rows && meeting.column >= 0 && meeting.column < of.columns;
        if (!inside) return [];
        return [
          [of.entry(meeting.row, meeting.column), ...(meeting.factor ? [meeting.factor] : [])]
            .map(spoken)
            .join(' '),
        ];
      });
      const some = terms.length > mostTerms + 1 ? terms.slice(0, mostTerms) : terms;
      const left = terms.length - some.length;
      const rest = left > 0 ? ` and ${left} more` : '';
      const from = terms.length === 0 ? 'padding alone' : `${some.join(', ')}${rest}`;
      lines.push(`${spoken(made.entry(row, column))} from ${from}`);
    }
  const most = 4;
  return `${lines.slice(0, most).join('; ')}${lines.length > most ? '; and so on' : ''}.`;
}
