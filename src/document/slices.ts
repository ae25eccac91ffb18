import { indexAt, position, type Tensor } from '../index/tensor.ts';
import { horizontalDots, num, verticalDots } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { relationWidth, width } from '../notation/width.ts';
import { type Counting, shownAxes, symbolOf, usualCounting } from '../writing/entry-name.ts';
import type { EquationLine } from './block.ts';
import { equals } from './prose.ts';
import type { Setting } from './setting.ts';

/** One matrix of a tensor: the whole of it, or for more than two axes the slice at fixed leading indices. */
export interface Slice {
  /** The tensor's name, with the fixed subscripts: W, or W_{2,1,:,:}. */
  readonly name: Notation;
  /** Row-major positions of the entries, row by row. */
  readonly rows: readonly (readonly number[])[];
}

export function slicesOf(tensor: Tensor, counting: Pick<Counting, 'base'> = usualCounting): Slice[] {
  const { shape } = tensor;
  const axes = shownAxes(shape);
  const leading = axes.slice(0, -2);
  const [rowAxis, columnAxis] = axes.length >= 2 ? axes.slice(-2) : [undefined, axes[0]];
  const at = (index: number[], axis: number | undefined, value: number): number[] =>
    axis === undefined ? index : index.with(axis, value);
  const count = (axis: number | undefined): number => (axis === undefined ? 1 : shape[axis]);
  return combinations(leading.map((axis) => shape[axis])).map((fixed) => {
    const base = leading.reduce(
      (index, axis, which) => index.with(axis, fixed[which]),
      shape.map(() => 0),
    );
    const rows = Array.from({ length: count(rowAxis) }, (_, row) =>
      Array.from({ length: count(columnAxis) }, (_, column) =>
        position(shape, at(at(base, rowAxis, row), columnAxis, column)),
      ),
    );
    const colons: Notation[] = leading.length > 0 ? [words(':'), words(':')] : [];
    return { name: symbolOf(tensor, ...fixed.map((value) => num(value + counting.base)), ...colons), rows };
  });
}

/** The matrix that `make` makes with so many columns at most: as many as there is room for, but no fewer than three. */
export function matrixWithin(room: number, largest: number, make: (columns: number) => Notation): Notation {
  for (let columns = largest; columns > fewest; columns--) {
    const matrix = make(columns);
    if (width(matrix) <= room) return matrix;
  }
  return make(fewest);
}

const fewest = 3;

/** The matrix of a slice, its middle rows and columns dotted out beyond so many; a single number stands alone. */
export function matrixOf(
  slice: Slice,
  entry: (place: number) => Notation,
  largest: number,
  columns = largest,
): Notation {
  if (slice.rows.length === 1 && slice.rows[0].length === 1) return entry(slice.rows[0][0]);
  const diagonal: Notation = { kind: 'dots', direction: 'diagonal' };
  const rows = shortened(slice.rows, largest).map((row) =>
    row === undefined
      ? shortened(slice.rows[0], columns).map((place) => (place === undefined ? diagonal : verticalDots))
      : shortened(row, columns).map((place) => (place === undefined ? horizontalDots : entry(place))),
  );
  return { kind: 'matrix', rows };
}

/** name = matrix, with as many columns as there is room for. */
export function matrixLine(
  left: Notation,
  slice: Slice,
  entry: (place: number) => Notation,
  { extent, width: line }: Pick<Setting, 'extent' | 'width'>,
): EquationLine {
  const room = line - width(left) - relationWidth;
  return equals(
    left,
    matrixWithin(room, extent.matrix, (columns) => matrixOf(slice, entry, extent.matrix, columns)),
  );
}

/** The first ones, undefined for those left out, and the last. */
export function shortened<T>(items: readonly T[], largest: number): (T | undefined)[] {
  return items.length <= largest
    ? [...items]
    : [...items.slice(0, Math.max(1, largest - 2)), undefined, items[items.length - 1]];
}

function combinations(sizes: readonly number[]): number[][] {
  const count = sizes.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, place) => indexAt(sizes, place));
}

function words(text: string): Notation {
  return { kind: 'words', text };
}
