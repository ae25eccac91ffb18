import type { Shape as ArrayShape } from '../../index/tensor.ts';
import { anyArray, num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import type { Drawing, DrawnShape, Tint } from '../drawing/drawing.ts';
import { label, rectangle } from '../drawing/shapes.ts';
import { margin, matrixPanels } from './matrix-panels.ts';
import { type HeatCell, type HeatPanel, heatPanels, stepOf } from './panels.ts';
import { heatWords, narrowNumber } from './words.ts';

const limits = { rows: 64, columns: 64, slices: 16 };
const tints: readonly Tint[] = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4'];

/** Matrices up to this size have the errors written in their cells, which are wider then. */
const largestWritten = 8;
const widthWritten = 1.8;
/** More cells than this are not drawn where they are right: the frame alone stands for them. */
const mostFramed = 1024;
const legendHeight = 1.6;

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
  const notation = typeof name === 'string' ? anyArray(name) : name;
  const all = heatPanels(shape, errors, wrong, limits);
  const { panels, block, largest } = all;
  const [height, width] = [panels[0].cells.length, panels[0].cells[0].length];
  const written =
    all.hidden === 1 && Math.max(height, width, ...block) <= largestWritten && block[0] * block[1] === 1;
  const cell = written ? widthWritten : 1;
  const framed = panels.length * height * width <= mostFramed;
  const laid = matrixPanels(all, notation, cell, (panel, x, y) =>
    squares(panel, x, y, cell, { largest, framed, written }),
  );
  return {
    width: Math.max(laid.width, margin + 9),
    height: laid.height + (largest > 0 ? legendHeight : 0.1),
    shapes: largest > 0 ? [...laid.shapes, ...legend(margin, laid.height + 0.6, largest)] : laid.shapes,
    alt: heatWords(shape, errors, wrong, notation, all),
  };
}

interface Style {
  readonly largest: number;
  readonly framed: boolean;
  readonly written: boolean;
}

/** The right ones first, so that the thick edges of the others lie above them. */
function squares({ cells }: HeatPanel, x: number, y: number, cell: number, style: Style): DrawnShape[] {
  const placed = cells.flatMap((row, down) =>
    row.map((entry, across) => ({ entry, x: x + across * cell, y: y + down })),
  );
  const right = style.framed
    ? placed.filter(({ entry }) => !entry.wrong).map((at) => rectangle(at.x, at.y, cell, 1, 'image', 'thin'))
    : [rectangle(x, y, cells[0].length * cell, cells.length, 'image', 'thin')];
  const wrong = placed.filter(({ entry }) => entry.wrong);
  return [
    ...right,
    ...wrong.map((at) => rectangle(at.x, at.y, cell, 1, tintOf(at.entry, style), 'thick')),
    ...(style.written
      ? wrong.map((at) => label(at.x + cell / 2, at.y + 0.5, 0.65, narrowNumber(at.entry.error)))
      : []),
  ];
}

function tintOf({ error }: HeatCell, { largest }: Style): Tint {
  return tints[stepOf(error, largest, tints.length)];
}

/** 0, the five shades, the largest error. */
function legend(x: number, y: number, largest: number): DrawnShape[] {
  return [
    label(x + 0.5, y + 0.4, 0.7, num(0)),
    ...tints.map((tint, at) => rectangle(x + 1 + at, y, 1, 0.8, tint, 'thin')),
    label(x + 7.3, y + 0.4, 0.7, narrowNumber(largest)),
  ];
}
