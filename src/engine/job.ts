import type { LoopStep } from '../program/loops/loop-step.ts';

/** What a run does, one job after another. Places are counted in doubles, tables by where they begin among the tables. */
export type Job = Clear | Copy | MatrixProducts | Loops;

/** A stretch of memory becomes 0. */
export interface Clear {
  readonly kind: 'clear';
  readonly at: number;
  readonly length: number;
}

/** Rows of numbers from one place to another: set there, or added to what is there. */
export interface Copy {
  readonly kind: 'copy';
  readonly from: number;
  readonly to: number;
  /** Where each row begins, counted from `from` and from `to`. */
  readonly fromRows: Int32Array;
  readonly toRows: Int32Array;
  readonly length: number;
  readonly adds: boolean;
}

/** c[row, column] (+)= factor * sum over depths of a[row, depth] * b[column, depth], for every batch. */
export interface MatrixProducts {
  readonly kind: 'products';
  readonly method: 'panel' | 'combine' | 'dot';
  readonly factor: number;
  /** Whether the products are set, not added. */
  readonly sets: boolean;
  readonly a: Side;
  readonly b: Side;
  readonly c: Target;
  readonly rows: number;
  readonly columns: number;
  /** So many columns lie side by side in b and in c. */
  readonly run: number;
  readonly depth: number;
}

/** One of the two arrays: where it begins in each batch, the offsets of its lines, and its tables. */
export interface Side {
  readonly batches: Int32Array;
  readonly lines: Int32Array;
  readonly lineTable: number;
  readonly depthTable: number;
}

export interface Target {
  readonly batches: Int32Array;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly rowTable: number;
  readonly columnTable: number;
}

/** Everything else: loops, generated or interpreted. */
export interface Loops {
  readonly kind: 'loops';
  readonly steps: readonly LoopStep[];
}
