import type { Affine } from '../../index/affine.ts';
import {
  type Definition,
  type Entry,
  isReduction,
  type Range,
  type Reduction,
  subformulas,
} from '../../index/formula.ts';
import { position, type Tensor } from '../../index/tensor.ts';
import type { Notation } from '../../notation/notation.ts';
import type { DrawnShape } from '../drawing/drawing.ts';

/** Values of the letters of subscripts. */
export type LetterValues = ReadonlyMap<string, number>;

/** Pictures of more columns than this do not fit beside each other on a page. */
const widestImage = 12;

/** A window that slides over an image. */
export interface SlidingWindow {
  readonly definition: Definition;
  readonly input: Tensor;
  readonly reduction: Reduction;
  /** What the window takes of the image. */
  readonly entry: Entry;
  /** The first and last row and column that are drawn: the image, and padding where the window reaches beyond. */
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Undefined for a definition without a window over an image, or an image too large to draw. */
export function slidingWindow(definition: Definition, input: Tensor): SlidingWindow | undefined {
  const found = windowOver(definition, input);
  if (!found || input.shape.length !== 3) return undefined;
  const [, height, width] = input.shape;
  const { reduction, entry } = found;
  const rows = reach(entry.subscripts[1], definition, reduction);
  const columns = reach(entry.subscripts[2], definition, reduction);
  const [top, left] = [Math.min(0, rows.least), Math.min(0, columns.least)];
  const [bottom, right] = [Math.max(height - 1, rows.most), Math.max(width - 1, columns.most)];
  if (right - left + 1 > widestImage || bottom - top + 1 > widestImage) return undefined;
  return { definition, input, reduction, entry, top, bottom, left, right };
}

/** The letters of the outputs of the first channel, in reading order. */
export function outputsOf({ definition }: SlidingWindow): LetterValues[] {
  return combinations(definition.over.slice(-2));
}

/** The place of the output at these letters. */
export function outputPlace({ definition }: SlidingWindow, letters: LetterValues): number {
  return position(
    definition.output.shape,
    definition.subscripts.map((subscript) => at(subscript, letters)),
  );
}

/** The image with its first column at x: the entries of one output shaded, padding dashed. */
export function imageShapes(
  { input, entry, reduction, top, bottom, left, right }: SlidingWindow,
  letters: LetterValues,
  name: (place: number) => Notation,
  x0: number,
): DrawnShape[] {
  const [, height, width] = input.shape;
  const covered = cellsOf(entry, reduction, letters);
  const cells: DrawnShape[] = [];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const inside = y >= 0 && y < height && x >= 0 && x < width;
      const shaded = covered.has(`${y},${x}`);
      cells.push({
        kind: 'rectangle',
        x: x0 + x - left,
        y: y - top,
        width: 1,
        height: 1,
        fill: shaded ? 'window' : inside ? 'image' : 'padding',
        stroke: inside ? 'thin' : 'dashed',
      });
      if (inside) {
        const text = name(position(input.shape, [0, y, x]));
        cells.push({ kind: 'label', x: x0 + x - left + 0.5, y: y - top + 0.5, size: 0.8, text });
      }
    }
  }
  return cells;
}

/** The reduction whose body takes entries of the input at moving rows and columns. */
function windowOver(
  definition: Definition,
  input: Tensor,
): { reduction: Reduction; entry: Entry } | undefined {
  for (const part of subformulas(definition.body)) {
    if (!isReduction(part)) continue;
    for (const inner of subformulas(part.body)) {
      if (inner.kind !== 'entry' || inner.tensor !== input || inner.subscripts.length !== 3) continue;
      if (!inner.subscripts.slice(1).every((subscript) => slides(subscript, definition, part))) continue;
      return { reduction: part, entry: inner };
    }
  }
  return undefined;
}

/** Whether a subscript moves with the output as well as within the window; an axis of one entry need not. */
function slides({ terms }: Affine, definition: Definition, reduction: Reduction): boolean {
  const moves = (over: readonly Range[]): boolean =>
    over.some(({ letter }) => terms.some((term) => term.letter === letter));
  return moves(definition.over) && moves(reduction.over);
}

/** Least and greatest value of a subscript over all outputs and window places. */
function reach(form: Affine, definition: Definition, reduction: Reduction): { least: number; most: number } {
  let [least, most] = [form.constant, form.constant];
  for (const { letter, coefficient } of form.terms) {
    const range = [...definition.over, ...reduction.over].find((candidate) => candidate.letter === letter);
    const end = coefficient * ((range?.size ?? 1) - 1);
    least += Math.min(0, end);
    most += Math.max(0, end);
  }
  return { least, most };
}

function cellsOf(entry: Entry, reduction: Reduction, letters: LetterValues): Set<string> {
  const inner = combinations(reduction.over);
  return new Set(
    inner.map((window) => {
      const all = new Map([...letters, ...window]);
      return `${at(entry.subscripts[1], all)},${at(entry.subscripts[2], all)}`;
    }),
  );
}

/** All values of letters, the last one moving fastest. */
export function combinations(ranges: readonly Range[]): Map<string, number>[] {
  let all: Map<string, number>[] = [new Map()];
  for (const { letter, size } of ranges) {
    all = all.flatMap((values) =>
      Array.from({ length: size }, (_, value) => new Map([...values, [letter, value]])),
    );
  }
  return all;
}

/** The value of a subscript. */
export function at(form: Affine, letters: LetterValues): number {
  return form.terms.reduce(
    (sum, { letter, coefficient }) => sum + coefficient * (letters.get(letter) ?? 0),
    form.constant,
  );
}
