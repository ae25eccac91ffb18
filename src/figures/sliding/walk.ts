import { type Definition, type Entry, subformulas } from '../../index/formula.ts';
import { position, type Tensor } from '../../index/tensor.ts';
import type { Notation } from '../../notation/notation.ts';
import type { Drawing, DrawnShape, Tint } from '../drawing/drawing.ts';
import { moved } from '../drawing/shapes.ts';
import {
  at,
  combinations,
  imageShapes,
  type LetterValues,
  outputPlace,
  outputsOf,
  type SlidingWindow,
  slidingWindow,
} from './tinted.ts';

/** One position of a window. */
interface WindowStep {
  /** Of the output that the window makes here, row-major. */
  readonly place: number;
  readonly drawing: Drawing;
}

/** What the quantities of the picture are called. */
interface WindowNames {
  entry(tensor: Tensor, place: number): Notation;
  whole(tensor: Tensor): Notation;
  /** The same where there is only text. */
  said(tensor: Tensor): string;
}

/** An array of the picture, its corner at (0, 0). */
interface PlacedArray {
  readonly tensor: Tensor;
  readonly shapes: readonly DrawnShape[];
  readonly rows: number;
  readonly columns: number;
}

const gap = 1;

/**
 * The window of a layer at its first `most` positions, all of the same size: the image, the filter if there is one, and
 * the output so far, the entry made here outlined. Undefined where there is no window to draw.
 */
export function windowWalk(
  definition: Definition,
  input: Tensor,
  names: WindowNames,
  most: number,
): WindowStep[] | undefined {
  const window = slidingWindow(definition, input);
  if (!window) return undefined;
  const outputs = outputsOf(window);
  return outputs.slice(0, most).map((letters, step) => ({
    place: outputPlace(window, letters),
    drawing: {
      ...besides(
        [imageGrid(window, letters, names), ...filterGrid(window, names), outputGrid(window, step, names)],
        names,
      ),
      alt: `Position ${step + 1} of the window over ${names.said(input)}, and the entry of ${names.said(definition.output)} that it makes.`,
    },
  }));
}

/** The arrays beside each other, centred on one height, with their names below. */
function besides(grids: readonly PlacedArray[], { whole }: WindowNames): Omit<Drawing, 'alt'> {
  const height = Math.max(...grids.map(({ rows }) => rows));
  let x = 0;
  const shapes: DrawnShape[] = [];
  for (const { tensor, shapes: arrayShapes, rows, columns } of grids) {
    shapes.push(...moved(arrayShapes, x, (height - rows) / 2));
    shapes.push({ kind: 'label', x: x + columns / 2, y: height + 0.6, size: 1, text: whole(tensor) });
    x += columns + gap;
  }
  return { width: x - gap, height: height + 1, shapes };
}

function imageGrid(window: SlidingWindow, letters: LetterValues, { entry }: WindowNames): PlacedArray {
  const { input, top, bottom, left, right } = window;
  const shapes = imageShapes(window, letters, (place) => entry(input, place), 0);
  return { tensor: input, shapes, rows: bottom - top + 1, columns: right - left + 1 };
}

/** The entries that are made up to this step; the cells of later ones are empty. */
function outputGrid(window: SlidingWindow, step: number, { entry }: WindowNames): PlacedArray {
  const { output, over } = window.definition;
  const outputs = outputsOf(window);
  const columns = over.at(-1)?.size ?? 1;
  const cells = outputs.flatMap((letters, cell): DrawnShape[] =>
    cell <= step
      ? gridCell(cell, columns, 'output', entry(output, outputPlace(window, letters)))
      : gridCell(cell, columns, 'none'),
  );
  const [x, y] = [step % columns, Math.floor(step / columns)];
  const outline: DrawnShape = { kind: 'rectangle', x, y, width: 1, height: 1, fill: 'none', stroke: 'thick' };
  return { tensor: output, shapes: [...cells, outline], rows: Math.ceil(outputs.length / columns), columns };
}

/** The entries of the weight that the window is multiplied by: those of the first filter and channel. */
function filterGrid({ reduction, definition, input }: SlidingWindow, { entry }: WindowNames): PlacedArray[] {
  const letters = reduction.over.slice(-2);
  const weight = [...subformulas(reduction.body)].find(
    (part): part is Entry =>
      part.kind === 'entry' &&
      part.tensor !== input &&
      part.tensor !== definition.output &&
      letters.every(({ letter }) =>
        part.subscripts.some(({ terms }) => terms.some((term) => term.letter === letter)),
      ),
  );
  if (!weight || letters.length < 2) return [];
  const [{ size: rows }, { size: columns }] = letters;
  const { tensor, subscripts } = weight;
  const shapes = combinations(letters).flatMap((values, cell): DrawnShape[] => {
    const index = subscripts.map((subscript) => at(subscript, values));
    return gridCell(cell, columns, 'filter', entry(tensor, position(tensor.shape, index)));
  });
  return [{ tensor, shapes, rows, columns }];
}

function gridCell(cell: number, columns: number, fill: Tint | 'none', text?: Notation): DrawnShape[] {
  const [x, y] = [cell % columns, Math.floor(cell / columns)];
  const box: DrawnShape = { kind: 'rectangle', x, y, width: 1, height: 1, fill, stroke: 'thin' };
  return text ? [box, { kind: 'label', x: x + 0.5, y: y + 0.5, size: 0.8, text }] : [box];
}
