import type { Shape as ArrayShape } from '../index/tensor.ts';
import { num, sym } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import type { Drawing, Shape, Tint } from './drawing.ts';
import { edgeNumbers, type HeatCell, type HeatPanel, heatPanels, stepOf } from './heat-panels.ts';
import { below, heatWords, narrowNumber } from './heat-words.ts';

const limits = { rows: 64, columns: 64, slices: 16 };
const tints: readonly Tint[] = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4'];

/** Matrices up to this size have the errors written in their cells, which are wider then. */
const largestWritten = 8;
const widthWritten = 1.8;
/** More cells than this are not drawn where they are right: the frame alone stands for them. */
const mostFramed = 1024;

/** Room for row numbers, column numbers, a title, and what is left between panels; in cells. */
const room = { left: 0.9, top: 0.8, title: 0.9, gap: 0.8, legend: 1.6 };
/** Panels beside each other are at most about so wide together. */
const widest = 22;

/**
 * Where the errors of an array are: its matrices as squares, white where an entry is right, darker the larger the
 * error, with a thick edge where it is wrong. `errors` is 0 where right.
 */
export function heatMap(
  shape: ArrayShape,
  errors: Float64Array,
  wrong: readonly boolean[],
  name: Notation | string,
): Drawing {
  const notation = typeof name === 'string' ? sym(name) : name;
  const all = heatPanels(shape, errors, wrong, limits);
  const { panels, block, largest } = all;
  const [height, width] = [panels[0].cells.length, panels[0].cells[0].length];
  const written =
    all.hidden === 1 && Math.max(height, width, ...block) <= largestWritten && block[0] * block[1] === 1;
  const cell = written ? widthWritten : 1;
  const top = room.top + room.title;
  const panelWidth = room.left + width * cell;
  const perRow = panelsPerRow(panels.length, all.beside, panelWidth + room.gap);
  const rows = Math.ceil(panels.length / perRow);
  const bottom = rows * (top + height + room.gap) - room.gap;
  const framed = panels.length * height * width <= mostFramed;
  const shapes = panels.flatMap((panel, at): Shape[] => {
    const x = (at % perRow) * (panelWidth + room.gap) + room.left;
    const y = Math.floor(at / perRow) * (top + height + room.gap) + top;
    return [
      label(x + (width * cell) / 2, y - room.top - room.title / 2, 0.9, below(notation, panel.subscripts)),
      ...numbersBeside(x, y, width, height, cell, block),
      ...squares(panel, x, y, cell, { largest, framed, written }),
    ];
  });
  return {
    width: Math.max(perRow * (panelWidth + room.gap) - room.gap, room.left + 9),
    height: bottom + (largest > 0 ? room.legend : 0.1),
    shapes: largest > 0 ? [...shapes, ...legend(room.left, bottom + 0.6, largest)] : shapes,
    alt: heatWords(shape, errors, wrong, notation, all),
  };
}

/** Slices of one filter beside each other where there is room, else about as many down as across. */
function panelsPerRow(count: number, beside: number | undefined, panelWidth: number): number {
  const square = Math.ceil(Math.sqrt(count));
  const most = Math.max(square, Math.floor((widest + room.gap) / panelWidth), 1);
  return Math.min(count, beside !== undefined && beside <= most ? beside : most);
}

function numbersBeside(
  x: number,
  y: number,
  width: number,
  height: number,
  cell: number,
  [down, across]: readonly [number, number],
): Shape[] {
  const columns = [...edgeNumbers(width, across)].map(([at, shown]) =>
    label(x + (at + 0.5) * cell, y - room.top / 2, 0.6, num(shown)),
  );
  const rows = [...edgeNumbers(height, down)].map(([at, shown]) =>
    label(x - room.left / 2, y + at + 0.5, 0.6, num(shown)),
  );
  return [...columns, ...rows];
}

interface Style {
  readonly largest: number;
  readonly framed: boolean;
  readonly written: boolean;
}

/** The right ones first, so that the thick edges of the others lie above them. */
function squares({ cells }: HeatPanel, x: number, y: number, cell: number, style: Style): Shape[] {
  const placed = cells.flatMap((row, down) =>
    row.map((one, across) => ({ one, x: x + across * cell, y: y + down })),
  );
  const right = style.framed
    ? placed.filter(({ one }) => !one.wrong).map((at) => square(at.x, at.y, cell, 1, 'image', 'thin'))
    : [square(x, y, cells[0].length * cell, cells.length, 'image', 'thin')];
  const wrong = placed.filter(({ one }) => one.wrong);
  return [
    ...right,
    ...wrong.map((at) => square(at.x, at.y, cell, 1, tintOf(at.one, style), 'thick')),
    ...(style.written
      ? wrong.map((at) => label(at.x + cell / 2, at.y + 0.5, 0.65, narrowNumber(at.one.error)))
      : []),
  ];
}

function tintOf({ error }: HeatCell, { largest }: Style): Tint {
  return tints[stepOf(error, largest, tints.length)];
}

/** 0, the five shades, the largest error. */
function legend(x: number, y: number, largest: number): Shape[] {
  return [
    label(x + 0.5, y + 0.4, 0.7, num(0)),
    ...tints.map((tint, at) => square(x + 1 + at, y, 1, 0.8, tint, 'thin')),
    label(x + 7.3, y + 0.4, 0.7, narrowNumber(largest)),
  ];
}

function square(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: Tint,
  stroke: 'thin' | 'thick',
): Shape {
  return { kind: 'rectangle', x, y, width, height, fill, stroke };
}

function label(x: number, y: number, size: number, text: Notation): Shape {
  return { kind: 'label', x, y, size, text };
}
