import type { Tensor } from '../index/tensor.ts';
import { entryCount } from '../index/tensor.ts';
import type { Program } from '../program/program.ts';
import { float64 } from './algebra/float64.ts';
import { OneKind } from './algebra/one-kind.ts';
import { compiledLoops } from './compiled-loops.ts';
import { FlatLoops } from './flat-loops.ts';
import { InterpretedLoops } from './interpreted-loops.ts';
import type { Copy, Job, MatrixProducts } from './job.ts';
import { type Kernels, panelRows } from './kernels.ts';
import { fewProducts, Lowering, placesOf, type Stage } from './lower.ts';
import { MemoryPlan } from './memory-plan.ts';
import { plainKernels } from './plain-kernels.ts';
import { wasmKernels } from './wasm-kernels.ts';

/** So many products of a row are summed before the sum is added to the entry: a packed panel stays in the cache. */
const depthAtOnce = 256;

export interface EngineOptions {
  /** From how many products on a sum is worked out by a kernel. */
  readonly few?: number;
  readonly kernels?: 'wasm' | 'plain';
  /** Loops are interpreted too where code may not be generated. */
  readonly loops?: 'generated' | 'interpreted';
}

/** A program that is ready to be run on numbers, in double precision. */
export class Engine {
  readonly numbers: Float64Array;
  readonly jobs: readonly Job[];
  readonly bytes: number;
  readonly #plan: MemoryPlan;
  /** The jobs of each statement, in order. */
  readonly stages: readonly Stage[];
  readonly #copies: ReadonlyMap<string, readonly Copy[]>;
  readonly #runs: readonly (() => void)[];
  /** The first job of the gradient. */
  readonly #backwardFrom: number;

  constructor(
    program: Program,
    { few = fewProducts, kernels = 'wasm', loops = 'generated' }: EngineOptions = {},
  ) {
    const plan = new MemoryPlan();
    const packed = plan.place({ name: ' packed', shape: [depthAtOnce, panelRows] });
    const statements = [...program.forward, ...program.backward];
    for (const { array } of [...program.given, ...statements]) plan.place(array);
    plan.demandFits();
    const lowering = new Lowering(program.names, plan, few);
    for (const statement of statements) lowering.statement(statement);
    plan.demandFits();
    const { buffer, kernels: by } = kernels === 'wasm' ? wasmKernels(plan.bytes) : plain(plan.bytes);
    plan.fill(buffer);
    this.#plan = plan;
    this.jobs = lowering.jobs;
    this.stages = lowering.stages;
    this.#backwardFrom = this.stages[program.forward.length]?.from ?? this.jobs.length;
    this.#copies = lowering.copies;
    this.bytes = plan.bytes;
    this.numbers = new Float64Array(buffer, 0, Math.floor(buffer.byteLength / 8));
    const loopRuns = this.#loops(loops);
    let next = 0;
    this.#runs = this.jobs.map((job) =>
      job.kind === 'loops' ? loopRuns[next++] : runOf(job, this.numbers, by, plan.tablesAt, packed),
    );
  }

  /** What the jobs that are loops do. */
  #loops(way: 'generated' | 'interpreted'): (() => void)[] {
    const { numbers } = this;
    const all = this.jobs.flatMap((job) => (job.kind === 'loops' ? [job.steps] : []));
    const place = ({ name }: Tensor): number | undefined => this.#plan.known(name);
    const generated =
      way === 'generated' ? compiledLoops(all.map((steps) => new FlatLoops(place).body(steps))) : undefined;
    if (generated) return generated.map((loops) => () => loops(numbers));
    const algebra = new OneKind(float64(numbers));
    algebra.reserve(numbers.length);
    return all.map((steps) => new InterpretedLoops(placesOf(this.#plan), algebra).steps(steps));
  }

  /** The numbers of an array of the program, row-major: to be read, or written before a run. */
  array(tensor: Tensor): Float64Array {
    const at = this.#plan.place(tensor);
    return this.numbers.subarray(at, at + entryCount(tensor.shape));
  }

  /** Everything from what is given to the gradients. */
  run(): void {
    for (const run of this.#runs) run();
  }

  /** From what is given to the loss. */
  forward(): void {
    for (let at = 0; at < this.#backwardFrom; at++) this.#runs[at]();
  }

  /** What one statement makes, once more: another array has changed. */
  again({ from, to }: Stage): void {
    for (let at = from; at < to; at++) this.#runs[at]();
  }

  /** An array has been changed from outside: its copies with borders are made again. */
  copyAgain({ name }: Tensor): void {
    for (const job of this.#copies.get(name) ?? []) copy(this.numbers, job);
  }
}

function plain(bytes: number): { buffer: ArrayBuffer; kernels: Kernels } {
  const buffer = new ArrayBuffer(8 * Math.ceil(bytes / 8));
  return { buffer, kernels: plainKernels(buffer) };
}

function runOf(
  job: Exclude<Job, { kind: 'loops' }>,
  numbers: Float64Array,
  kernels: Kernels,
  tablesAt: number,
  packed: number,
): () => void {
  switch (job.kind) {
    case 'clear':
      return () => numbers.fill(0, job.at, job.at + job.length);
    case 'copy':
      return () => copy(numbers, job);
    case 'products':
      return () => multiply(job, kernels, tablesAt, packed);
  }
}

function copy(
  numbers: Float64Array,
  { from, to, fromRows, toRows, length, adds }: Extract<Job, { kind: 'copy' }>,
): void {
  for (let row = 0; row < fromRows.length; row++) {
    const [source, target] = [from + fromRows[row], to + toRows[row]];
    if (adds) for (let at = 0; at < length; at++) numbers[target + at] += numbers[source + at];
    else for (let at = 0; at < length; at++) numbers[target + at] = numbers[source + at];
  }
}

function multiply(job: MatrixProducts, kernels: Kernels, tablesAt: number, packed: number): void {
  const { method, factor, a, b, c, rows, columns, run, depth } = job;
  const table = (place: number): number => tablesAt + place;
  const [aLines, aDepths] = [table(a.lineTable), table(a.depthTable)];
  const [bLines, bDepths] = [table(b.lineTable), table(b.depthTable)];
  const [cRows, cColumns] = [table(c.rowTable), table(c.columnTable)];
  const sets = job.sets ? 1 : 0;
  for (let batch = 0; batch < c.batches.length; batch++) {
    const [fromA, fromB, to] = [a.batches[batch], b.batches[batch], c.batches[batch]];
    switch (method) {
      case 'panel':
        for (let k = 0; k < depth; k += depthAtOnce) {
          const some = Math.min(depthAtOnce, depth - k);
          for (let row = 0; row < rows; row += panelRows) {
            const count = Math.min(panelRows, rows - row);
            kernels.pack(fromA, aLines + row, count, aDepths + k, some, factor, packed);
            kernels.panel(
              packed,
              some,
              fromB,
              bLines,
              bDepths + k,
              columns,
              to,
              cColumns,
              cRows + row,
              count,
              k === 0 ? sets : 0,
            );
          }
        }
        break;
      case 'combine':
        for (let row = 0; row < rows; row++)
          for (let column = 0; column < columns; column += run)
            kernels.combine(
              fromA + a.lines[row],
              aDepths,
              fromB + b.lines[column],
              bDepths,
              depth,
              factor,
              to + c.rows[row] + c.columns[column],
              run,
              sets,
            );
        break;
      case 'dot':
        for (let row = 0; row < rows; row++)
          kernels.dot(
            fromA + a.lines[row],
            fromB,
            bLines,
            depth,
            factor,
            to + c.rows[row],
            cColumns,
            columns,
            sets,
          );
        break;
    }
  }
}
