import { type Affine, affine } from '../index/affine.ts';
import { type Range, range } from '../index/formula.ts';
import { entryCount } from '../index/tensor.ts';
import type { Contraction, Operand } from './contraction.ts';
import type { Copy, MatrixProducts } from './job.ts';
import { panelRows } from './kernels.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { borderedShape, isContiguous, offsetsOf, placeIn } from './offsets.ts';

/** The products of a contraction, of which each operand begins at a place; `sets` says that no entry has a value yet. */
export function productsOf(
  contraction: Contraction,
  places: { readonly a: number; readonly b: number; readonly to: number },
  sets: boolean,
  plan: MemoryPlan,
): MatrixProducts {
  const { factor, rows, columns, depths, batches } = contraction;
  const [a, b, c] = [contraction.a, contraction.b, contraction.to].map(placeIn);
  const side = (form: Affine, at: number, lines: readonly Range[]): Lines => ({
    batches: offsetsOf(form, batches).map((offset) => at + form.constant + offset),
    lines: offsetsOf(form, lines),
    depths: offsetsOf(form, depths),
  });
  const left = side(a, places.a, rows);
  const right = side(b, places.b, columns);
  const target = side(c, places.to, []);
  const [toRows, toColumns] = [offsetsOf(c, rows), offsetsOf(c, columns)];
  const straight = { ...methodFor(left, right, toColumns), left, right, toRows, toColumns };
  const turned = {
    ...methodFor(right, left, toRows),
    left: right,
    right: left,
    toRows: toColumns,
    toColumns: toRows,
  };
  const chosen = turned.cost < straight.cost ? turned : straight;
  const table = (offsets: Int32Array): number => plan.table(offsets);
  return {
    kind: 'products',
    method: chosen.method,
    factor,
    sets,
    a: {
      batches: chosen.left.batches,
      lines: chosen.left.lines,
      lineTable: table(chosen.left.lines),
      depthTable: table(chosen.left.depths),
    },
    b: {
      batches: chosen.right.batches,
      lines: chosen.right.lines,
      lineTable: table(chosen.right.lines),
      depthTable: table(chosen.right.depths),
    },
    c: {
      batches: target.batches,
      rows: chosen.toRows,
      columns: chosen.toColumns,
      rowTable: table(chosen.toRows),
      columnTable: table(chosen.toColumns),
    },
    rows: chosen.toRows.length,
    columns: chosen.toColumns.length,
    run: runLength(chosen.right.lines, chosen.toColumns),
    depth: chosen.left.depths.length,
  };
}

/** An operand's offsets: of each batch, of its rows or columns, and along what is summed over. */
interface Lines {
  readonly batches: Int32Array;
  readonly lines: Int32Array;
  readonly depths: Int32Array;
}

/**
 * The kernel for rows of a and columns of b, and about how many cycles it takes. `combine` and `dot` go through an array
 * once, as it lies in memory; a panel packs eight rows of a, whatever their order, and pays for rows that are not there.
 */
function methodFor(
  a: Lines,
  b: Lines,
  toColumns: Int32Array,
): { readonly method: MatrixProducts['method']; readonly cost: number } {
  const [rows, columns, depth] = [a.lines.length, b.lines.length, a.depths.length];
  const products = rows * columns * depth;
  const padded = Math.ceil(rows / panelRows) * panelRows;
  const packing = 1.2 * rows * depth;
  const run = runLength(b.lines, toColumns);
  const costs: { method: MatrixProducts['method']; cost: number }[] = [
    { method: 'panel', cost: 0.26 * padded * columns * depth + packing + 2 * rows * columns },
  ];
  costs.push({ method: 'combine', cost: 0.7 * products + rows * (columns / run) * (20 + 10 * depth) });
  if (isContiguous(a.depths) && isContiguous(b.depths))
    costs.push({ method: 'dot', cost: 0.5 * products + 10 * rows * columns });
  return costs.reduce((best, next) => (next.cost < best.cost ? next : best));
}

/** So many columns in a row lie side by side in both arrays, from the first on and from each so manieth. */
function runLength(b: Int32Array, to: Int32Array): number {
  const follows = (at: number): boolean => b[at] === b[at - 1] + 1 && to[at] === to[at - 1] + 1;
  let run = 1;
  while (run < b.length && follows(run)) run++;
  for (let at = 0; at < b.length; at++) if (at % run !== 0 && !follows(at)) return 1;
  return b.length % run === 0 ? run : 1;
}

/** The rows of a copy between an array and the same with borders. */
export function copyOf(
  operand: Operand,
  array: number,
  bordered: number,
  way: 'in' | 'out',
  adds: boolean,
): Copy {
  const { tensor } = operand.entry;
  // Along each axis but the last one after another; the last axis is the row.
  const letters = tensor.shape.slice(0, -1).map((size, axis) => range(`x${axis}`, size));
  const within = (shape: readonly number[], before: (axis: number) => number): Affine => {
    const strides = shape.map((_, axis) => entryCount(shape.slice(axis + 1)));
    const constant = strides.reduce((total, stride, axis) => total + stride * before(axis), 0);
    return affine(constant, ...letters.map(({ letter }, axis) => [letter, strides[axis]] as const));
  };
  const plain = within(tensor.shape, () => 0);
  const wide = within(borderedShape(operand), (axis) => operand.borders?.[axis].before ?? 0);
  const [plainRows, wideRows] = [offsetsOf(plain, letters), offsetsOf(wide, letters)];
  const length = tensor.shape[tensor.shape.length - 1] ?? 1;
  return way === 'in'
    ? {
        kind: 'copy',
        from: array,
        to: bordered + wide.constant,
        fromRows: plainRows,
        toRows: wideRows,
        length,
        adds,
      }
    : {
        kind: 'copy',
        from: bordered + wide.constant,
        to: array,
        fromRows: wideRows,
        toRows: plainRows,
        length,
        adds,
      };
}
