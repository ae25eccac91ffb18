import { indexAt, type Shape } from '../../index/tensor.ts';
import { num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { type Counting, shownAxes, usualCounting } from '../../writing/entry-name.ts';

/** The entries of an array laid out as matrices of cells, for pictures of where its errors are. */
export interface HeatPanels {
  readonly panels: readonly HeatPanel[];
  /** How many panels belong beside each other, where the array has two axes before its matrices. */
  readonly beside: number | undefined;
  /** How many entries a cell stands for, down and across, and over the axes that are not shown. */
  readonly block: readonly [down: number, across: number];
  readonly hidden: number;
  /** The number of the first row, column and slice. */
  readonly base: Counting['base'];
  /** The greatest finite error in size. */
  readonly largest: number;
}

export interface HeatPanel {
  /** What stands below the name: 2, 1, :, : for the slice of filter 2 and channel 1; nothing if there is one panel. */
  readonly subscripts: readonly Notation[];
  readonly cells: readonly (readonly HeatCell[])[];
}

/** An entry, or the worst one of a block. */
export interface HeatCell {
  readonly error: number;
  readonly wrong: boolean;
}

/** How many rows, columns and slices there are at most; entries of larger arrays share cells. */
interface PanelLimits {
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
}

const right: HeatCell = { error: 0, wrong: false };

/**
 * Slices of the last two axes. Where there are too many, an array of four axes or more is one matrix of its first
 * two, with a cell for each slice, and one of three axes has a panel for several slices. A cell shows the largest
 * error of what it stands for.
 */
export function heatPanels(
  shape: Shape,
  errors: Float64Array,
  wrong: readonly boolean[],
  limits: PanelLimits,
  { base }: Pick<Counting, 'base'> = usualCounting,
): HeatPanels {
  const axes = shownAxes(shape);
  const sizeOf = (axis: number | undefined): number => (axis === undefined ? 1 : shape[axis]);
  const count = axes.slice(0, -2).reduce((product, axis) => product * shape[axis], 1);
  const byFirstTwo = count > limits.slices && axes.length >= 4;
  const leading = byFirstTwo ? [] : axes.slice(0, -2);
  const matrix = byFirstTwo ? axes.slice(0, 2) : axes.slice(-2);
  const [rowAxis, columnAxis] = matrix.length === 2 ? matrix : [undefined, matrix[0]];
  const together = byFirstTwo ? 1 : Math.ceil(count / limits.slices);
  const panelCount = byFirstTwo ? 1 : Math.ceil(count / together);
  const down = blockOf(sizeOf(rowAxis), limits.rows, panelCount);
  const across = blockOf(sizeOf(columnAxis), limits.columns, panelCount);
  const cells = Array.from({ length: panelCount }, () =>
    Array.from({ length: Math.ceil(sizeOf(rowAxis) / down) }, () =>
      Array.from({ length: Math.ceil(sizeOf(columnAxis) / across) }, () => right),
    ),
  );
  errors.forEach((error, place) => {
    if (!wrong[place]) return;
    const index = indexAt(shape, place);
    const at = (axis: number | undefined): number => (axis === undefined ? 0 : index[axis]);
    const slice = leading.reduce((before, axis) => before * shape[axis] + index[axis], 0);
    const row = cells[Math.floor(slice / together)][Math.floor(at(rowAxis) / down)];
    const column = Math.floor(at(columnAxis) / across);
    row[column] = worse(row[column], { error, wrong: true });
  });
  const titles = titlesOf(
    leading.map((axis) => shape[axis]),
    together,
    panelCount,
    base,
  );
  return {
    panels: cells.map((rows, panel) => ({ subscripts: titles[panel], cells: rows })),
    beside: leading.length === 2 && together === 1 ? shape[leading[1]] : undefined,
    block: [down, across],
    hidden: byFirstTwo ? axes.slice(2).reduce((product, axis) => product * shape[axis], 1) : together,
    base,
    largest: errors.reduce(
      (most, error) => (Number.isFinite(error) ? Math.max(most, Math.abs(error)) : most),
      0,
    ),
  };
}

/** How many entries share a cell so that all panels together have about `most` cells along an axis. */
function blockOf(size: number, most: number, panels: number): number {
  return Math.ceil(size / Math.max(8, Math.floor(most / Math.ceil(Math.sqrt(panels)))));
}

/** Anything is worse than right, and nothing worse than what is not finite. */
function worse(left: HeatCell, right: HeatCell): HeatCell {
  if (!left.wrong) return right;
  if (Number.isNaN(left.error)) return left;
  return Math.abs(right.error) <= Math.abs(left.error) ? left : right;
}

function titlesOf(sizes: readonly number[], together: number, count: number, base: number): Notation[][] {
  if (sizes.length === 0) return [[]];
  const total = sizes.reduce((product, size) => product * size, 1);
  const colon: Notation = { kind: 'words', text: ':' };
  return Array.from({ length: count }, (_, panel) => {
    if (together === 1) return [...indexAt(sizes, panel).map((at) => num(at + base)), colon, colon];
    const range = `${panel * together + base}–${Math.min(total, (panel + 1) * together) - 1 + base}`;
    return [{ kind: 'words', text: range }, colon, colon];
  });
}

/** In which of `steps` equal steps up to the largest an error lies, from 0; what is not finite is in the last. */
export function stepOf(error: number, largest: number, steps: number): number {
  if (!Number.isFinite(error)) return steps - 1;
  return largest === 0 ? 0 : Math.min(steps - 1, Math.floor((Math.abs(error) / largest) * steps));
}

/** The numbers on an edge by the cell that they stand at: all of a few, else round ones; blocks by their first entry. */
export function edgeNumbers(cells: number, block: number, base: number): ReadonlyMap<number, number> {
  const step = [1, 2, 5, 10, 20, 50].find((step) => cells / step <= 12) ?? 100;
  const shown = Array.from({ length: cells }, (_, cell) => cell).filter(
    (cell) => cell === 0 || (block === 1 ? cell + base : cell) % step === 0,
  );
  return new Map(shown.map((cell) => [cell, cell * block + base]));
}
