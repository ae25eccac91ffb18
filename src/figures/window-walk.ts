import { type Definition, type Entry, subformulas } from '../index/formula.ts';
import { position, type Tensor } from '../index/tensor.ts';
import type { Notation } from '../notation/notation.ts';
import type { Drawing, Shape, Tint } from './drawing.ts';
import {
  at,
  combinations,
  imageShapes,
  type Letters,
  outputPlace,
  outputsOf,
  type SlidingWindow,
  slidingWindow,
} from './sliding-window.ts';

/** One position of a window. */
export interface WindowStep {
  /** Of the output that the window makes here, row-major. */
  readonly place: number;
  readonly drawing: Drawing;
}

const gap = 1;

/**
 * The window of a layer at its first `most` positions, all of the same size: the image, the filter if there is one, and
 * the output so far, the entry made here outlined. Undefined where there is no window to draw.
 */
export function windowWalk(
  definition: Definition,
  input: Tensor,
  name: (tensor: Tensor, place: number) => Notation,
  most: number,
): WindowStep[] | undefined {
  const window = slidingWindow(definition, input);
  if (!window) return undefined;
  const outputs = outputsOf(window);
  return outputs.slice(0, most).map((letters, step) => ({
    place: outputPlace(window, letters),
    drawing: drawn(window, outputs, step, name),
  }));
}

function drawn(
  window: SlidingWindow,
  outputs: readonly Letters[],
  step: number,
  name: (tensor: Tensor, place: number) => Notation,
): Drawing {
  const { definition, input } = window;
  const output = definition.output;
  const [imageWidth, imageHeight] = [window.right - window.left + 1, window.bottom - window.top + 1];
  const filter = filterCells(window, name);
  const [made, columns] = [outputs.slice(0, step + 1), definition.over.at(-1)?.size ?? 1];
  const rows = Math.ceil(outputs.length / columns);
  const filterAt = imageWidth + gap;
  const outputAt = filterAt + (filter ? filter.columns + gap : 0);
  const height = Math.max(imageHeight, filter?.rows ?? 0, rows);
  const lowered = (all: Shape[], own: number): Shape[] => moved(all, 0, (height - own) / 2);
  const text = (which: Letters): Notation => name(output, outputPlace(window, which));
  const outputCells = outputs.flatMap((which, cell): Shape[] =>
    gridCell(
      cell,
      columns,
      cell < made.length ? text(which) : undefined,
      cell < made.length ? 'output' : 'none',
    ),
  );
  const outline: Shape = {
    kind: 'rectangle',
    x: step % columns,
    y: Math.floor(step / columns),
    width: 1,
    height: 1,
    fill: 'none',
    stroke: 'thick',
  };
  return {
    width: outputAt + columns,
    height,
    shapes: [
      ...lowered(
        imageShapes(window, outputs[step], (place) => name(input, place), 0),
        imageHeight,
      ),
      ...(filter ? moved(lowered(filter.shapes, filter.rows), filterAt, 0) : []),
      ...moved(lowered([...outputCells, outline], rows), outputAt, 0),
    ],
    alt: `Position ${step + 1} of the window over ${input.name}, and the entry of ${output.name} that it makes.`,
  };
}

/** The entries of the weight that the window is multiplied by: those of the first filter and channel. */
function filterCells(
  { reduction, definition, input }: SlidingWindow,
  name: (tensor: Tensor, place: number) => Notation,
): { shapes: Shape[]; rows: number; columns: number } | undefined {
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
  if (!weight || letters.length < 2) return undefined;
  const [{ size: rows }, { size: columns }] = letters;
  const { tensor, subscripts } = weight;
  const shapes = combinations(letters).flatMap((values, cell): Shape[] => {
    const index = subscripts.map((subscript) => at(subscript, values));
    return gridCell(cell, columns, name(tensor, position(tensor.shape, index)), 'filter');
  });
  return { shapes, rows, columns };
}

function gridCell(cell: number, columns: number, text: Notation | undefined, fill: Tint | 'none'): Shape[] {
  const [x, y] = [cell % columns, Math.floor(cell / columns)];
  const box: Shape = { kind: 'rectangle', x, y, width: 1, height: 1, fill, stroke: 'thin' };
  return text ? [box, { kind: 'label', x: x + 0.5, y: y + 0.5, size: 0.8, text }] : [box];
}

function moved(shapes: readonly Shape[], dx: number, dy: number): Shape[] {
  return shapes.map((shape) => {
    if (shape.kind !== 'arrow') return { ...shape, x: shape.x + dx, y: shape.y + dy };
    const by = ([x, y]: readonly [number, number]): readonly [number, number] => [x + dx, y + dy];
    return { ...shape, from: by(shape.from), to: by(shape.to) };
  });
}
