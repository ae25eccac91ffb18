import {
  type Affine,
  type Definition,
  type Entry,
  isReduction,
  type Range,
  type Reduction,
  subformulas,
} from '../index/formula.ts';
import { alwaysHolds } from '../index/simplify.ts';
import { position, type Tensor } from '../index/tensor.ts';
import type { Notation } from '../notation/notation.ts';
import type { Drawing, Shape } from './drawing.ts';

/** Pictures of more columns than this do not fit beside each other on a page. */
const widestImage = 12;
const mostPanels = 4;

interface Names {
  input(place: number): Notation;
  output(place: number): Notation;
}

/**
 * The window of a layer sliding over its input: one panel for each of the first outputs, the entries that make it
 * shaded, padding dashed. Undefined for a layer without a window over an image, or an image too large to draw.
 */
export function windowFigure(definition: Definition, input: Tensor, names: Names): Drawing | undefined {
  const found = windowOver(definition, input);
  if (!found || input.shape.length !== 3) return undefined;
  const [, height, width] = input.shape;
  const { reduction, entry } = found;
  const rows = reach(entry.subscripts[1], definition, reduction);
  const columns = reach(entry.subscripts[2], definition, reduction);
  const [top, left] = [Math.min(0, rows.least), Math.min(0, columns.least)];
  const [bottom, right] = [Math.max(height - 1, rows.most), Math.max(width - 1, columns.most)];
  if (right - left + 1 > widestImage || bottom - top + 1 > widestImage) return undefined;
  const panelWidth = right - left + 1;
  const outputs = firstOutputs(definition);
  const shapes: Shape[] = outputs.flatMap((letters, panel) => {
    const x0 = panel * (panelWidth + 1) - left;
    const covered = cellsOf(entry, reduction, letters);
    const cells: Shape[] = [];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const inside = y >= 0 && y < height && x >= 0 && x < width;
        const shaded = covered.has(`${y},${x}`);
        cells.push({
          kind: 'rectangle',
          x: x0 + x,
          y: y - top,
          width: 1,
          height: 1,
          fill: shaded ? 'window' : inside ? 'image' : 'padding',
          stroke: inside ? 'thin' : 'dashed',
        });
        if (inside) {
          const text = names.input(position(input.shape, [0, y, x]));
          cells.push({ kind: 'label', x: x0 + x + 0.5, y: y - top + 0.5, size: 0.8, text });
        }
      }
    }
    const index = definition.subscripts.map((subscript) => at(subscript, letters));
    const text = names.output(position(definition.output.shape, index));
    cells.push({ kind: 'label', x: x0 + left + panelWidth / 2, y: bottom - top + 1.6, size: 1, text });
    return cells;
  });
  return {
    width: outputs.length * (panelWidth + 1) - 1,
    height: bottom - top + 2.1,
    shapes,
    alt: description(definition, input, reduction, outputs.length),
  };
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
      if (!inner.subscripts.slice(1).every((one) => slides(one, definition, part))) continue;
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

/** The letters of the first few outputs: the last letters move, the channel stays at the first. */
function firstOutputs({ over }: Definition): ReadonlyMap<string, number>[] {
  const moving = over.slice(-2);
  const all = combinations(moving);
  return all.slice(0, mostPanels);
}

function cellsOf(entry: Entry, reduction: Reduction, letters: ReadonlyMap<string, number>): Set<string> {
  const inner = combinations(reduction.over);
  return new Set(
    inner.map((window) => {
      const all = new Map([...letters, ...window]);
      return `${at(entry.subscripts[1], all)},${at(entry.subscripts[2], all)}`;
    }),
  );
}

function combinations(ranges: readonly Range[]): Map<string, number>[] {
  let all: Map<string, number>[] = [new Map()];
  for (const { letter, size } of ranges) {
    all = all.flatMap((one) =>
      Array.from({ length: size }, (_, value) => new Map([...one, [letter, value]])),
    );
  }
  return all;
}

function at(form: Affine, letters: ReadonlyMap<string, number>): number {
  return form.terms.reduce(
    (sum, { letter, coefficient }) => sum + coefficient * (letters.get(letter) ?? 0),
    form.constant,
  );
}

function description(definition: Definition, input: Tensor, reduction: Reduction, panels: number): string {
  const kernel = reduction.over
    .slice(-2)
    .map(({ size }) => size)
    .join(' by ');
  const [, height, width] = input.shape;
  const padded = reduction.where.some(
    (condition) => !alwaysHolds(condition, [...definition.over, ...reduction.over]),
  );
  return (
    `A window of ${kernel} entries slides over the ${height} by ${width} array ${input.name}` +
    `${padded ? ', which is padded at its borders' : ''}; ${panels} of its positions are shown, ` +
    `each with the entry of ${definition.output.name} that it makes.`
  );
}
