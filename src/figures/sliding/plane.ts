import type { Tensor } from '../../index/tensor.ts';
import { num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { shownAxes } from '../../writing/entry-name.ts';
import type { DrawnShape, Point, Stroke, Tint } from '../drawing/drawing.ts';
import { edgesOf } from '../drawing/grid-edges.ts';
import { labelWidth } from '../drawing/label-width.ts';
import { label, line, rectangle, words } from '../drawing/shapes.ts';
import { below } from '../heat/words.ts';
import type { Sliding } from './geometry.ts';

/** A matrix of cells, one of an array's slices, as figures draw it. */
export interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly name: Notation;
  entry(row: number, column: number): Notation;
}

/** What is drawn in the place of one entry: a line of letters in its middle, or two. */
export interface Cell {
  readonly fill: Tint | 'none';
  readonly stroke?: Stroke;
  readonly above?: Notation;
  readonly below?: Notation;
}

/** The size of the letters in cells. */
export const entrySize = 0.8;
const belowSize = 0.7;

/** Cells of this size, from (x, y) on; those with a thick edge lie above their neighbours. */
export function cells(
  x: number,
  y: number,
  rows: number,
  columns: number,
  [width, height]: readonly [number, number],
  cell: (row: number, column: number) => Cell | undefined,
): DrawnShape[] {
  const all = Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return { cell: cell(row, column), left: x + column * width, top: y + row * height };
  });
  const broken = (row: number, column: number): boolean => {
    return (
      row >= 0 && row < rows && column >= 0 && column < columns && cell(row, column)?.stroke === 'dashed'
    );
  };
  const edged = (stroke: Stroke): DrawnShape[] =>
    all.flatMap(({ cell: shownCell, left, top }) => {
      if (!shownCell || (shownCell.stroke ?? 'thin') !== stroke) return [];
      if (stroke !== 'dashed') return [rectangle(left, top, width, height, shownCell.fill, stroke)];
      return shownCell.fill === 'none' ? [] : [rectangle(left, top, width, height, shownCell.fill, 'none')];
    });
  const letters = all.flatMap(({ cell: shownCell, left, top }): DrawnShape[] => {
    if (!shownCell?.above) return [];
    const middle = left + width / 2;
    if (!shownCell.below) return [label(middle, top + height / 2, entrySize, shownCell.above)];
    return [
      label(middle, top + height * 0.31, entrySize, shownCell.above),
      label(middle, top + height * 0.72, belowSize, shownCell.below),
    ];
  });
  return [
    ...edged('dashed'),
    ...edgesOf(rows, columns, broken).map((ends) => brokenLine(ends, x, y, width, height)),
    ...edged('thin'),
    ...edged('thick'),
    ...letters,
  ];
}

function brokenLine(
  ends: readonly [Point, Point],
  x: number,
  y: number,
  width: number,
  height: number,
): DrawnShape {
  const placed = ends.map(([column, row]): Point => [x + column * width, y + row * height]);
  return line(placed, 'grey', { dash: 'dashed' });
}

/** The slice of a tensor that a window is drawn over: I, or I_{1,:,:} where there are more channels. */
export function sliceName({ shape }: Tensor, name: Notation, moving: number, base: number): Notation {
  const axes = shownAxes(shape);
  if (axes.length <= moving) return name;
  return below(
    name,
    axes.map((_, at) => (at < axes.length - moving ? num(base) : words(':'))),
  );
}

/** A width of cells in which all these labels have room, at least `least`. */
export function cellWidth(labels: readonly Notation[], size: number, least: number): number {
  const widest = labels.reduce((most, label) => Math.max(most, labelWidth(label, size)), 0);
  return Math.max(least, Math.ceil(20 * (widest + 0.25)) / 20);
}

/** How many axes a window moves along. */
export function movingAxes({ rows }: Sliding): number {
  return rows.size === 1 && rows.window === 1 && rows.positions === 1 ? 1 : 2;
}

/** One colour after the other. */
const tints: readonly Tint[] = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

export function tintOf(at: number): Tint {
  return tints[at % tints.length];
}
