import { num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import type { DrawnShape } from '../drawing/drawing.ts';
import { labelWidth } from '../drawing/label-width.ts';
import { label } from '../drawing/shapes.ts';
import { edgeNumbers, type HeatPanel, type HeatPanels } from './panels.ts';
import { below } from './words.ts';

/** Room for row numbers, column numbers, a title, and what is left between panels; in cells. */
const room = { left: 0.9, top: 0.8, title: 0.9, gap: 0.8 };
/** What is left of the first matrix. */
export const margin = room.left;
/** Panels beside each other are at most about so wide together. */
const widest = 22;

interface MatrixPanels {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly DrawnShape[];
}

/** The matrices of an array in rows, each with its name and the numbers of its rows and columns; `paint` draws one from (x, y) on. */
export function matrixPanels(
  { panels, beside, block, base }: HeatPanels,
  name: Notation,
  cell: number,
  paint: (panel: HeatPanel, x: number, y: number) => readonly DrawnShape[],
): MatrixPanels {
  const [height, width] = [panels[0].cells.length, panels[0].cells[0].length];
  const top = room.top + room.title;
  // A title may be wider than a matrix of one entry.
  const widestTitle = Math.max(...panels.map(({ subscripts }) => labelWidth(below(name, subscripts), 0.9)));
  const sticksOut = Math.max(0, widestTitle - width * cell) / 2;
  const left = Math.max(room.left, sticksOut);
  const panelWidth = left + width * cell + sticksOut;
  const perRow = panelsPerRow(panels.length, beside, panelWidth + room.gap);
  const rows = Math.ceil(panels.length / perRow);
  const shapes = panels.flatMap((panel, at): DrawnShape[] => {
    const x = (at % perRow) * (panelWidth + room.gap) + left;
    const y = Math.floor(at / perRow) * (top + height + room.gap) + top;
    return [
      label(x + (width * cell) / 2, y - room.top - room.title / 2, 0.9, below(name, panel.subscripts)),
      ...numbersBeside(x, y, width, height, cell, block, base),
      ...paint(panel, x, y),
    ];
  });
  return {
    width: perRow * (panelWidth + room.gap) - room.gap,
    height: rows * (top + height + room.gap) - room.gap,
    shapes,
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
  base: number,
): DrawnShape[] {
  const columns = [...edgeNumbers(width, across, base)].map(([at, shown]) =>
    label(x + (at + 0.5) * cell, y - room.top / 2, 0.6, num(shown)),
  );
  const rows = [...edgeNumbers(height, down, base)].map(([at, shown]) =>
    label(x - room.left / 2, y + at + 0.5, 0.6, num(shown)),
  );
  return [...columns, ...rows];
}
