import { entryCount, type Tensor } from '../index/tensor.ts';
import type { Program } from '../program/program.ts';
import type { Algebra } from './algebra/algebra.ts';
import { InterpretedLoops } from './interpreted-loops.ts';
import type { Job } from './job.ts';
import { Lowering, placesOf, type Stage } from './lower.ts';
import { MemoryPlan } from './memory-plan.ts';

/** A program on the numbers of an algebra. Throws BadInput where these would be too many for a memory of doubles. */
export class ProgramIn<Value, Entry> {
  readonly #plan = new MemoryPlan();
  readonly #algebra: Algebra<Value, Entry>;
  readonly #jobs: readonly Job[];
  readonly #stages: readonly Stage[];
  #runs: readonly (() => void)[] | undefined;

  constructor(program: Program, algebra: Algebra<Value, Entry>) {
    const statements = [...program.forward, ...program.backward];
    for (const { array } of [...program.given, ...statements]) this.#plan.place(array);
    this.#plan.demandFits();
    const lowering = new Lowering(program.names, this.#plan, Number.POSITIVE_INFINITY);
    for (const statement of statements) lowering.statement(statement);
    this.#plan.demandFits();
    this.#jobs = lowering.jobs;
    this.#stages = lowering.stages;
    this.#algebra = algebra;
    algebra.reserve(this.#plan.numbers);
  }

  /** What is given, row-major: before the first run, and anew where the numbers are others. */
  write(array: Tensor, entries: ArrayLike<Entry>): void {
    this.#algebra.write(array.name, this.#plan.place(array), entries);
  }

  read(array: Tensor): ArrayLike<Entry> {
    return this.#algebra.read(array.name, this.#plan.place(array), entryCount(array.shape));
  }

  /** Everything from what is given to the gradients. */
  run(): void {
    this.#runs ??= this.#stages.flatMap(({ from, to }) => this.#made(this.#jobs.slice(from, to)));
    for (const run of this.#runs) run();
  }

  /** What a statement does, made of what is known of all arrays before it and, in the end, of its own. */
  #made(jobs: readonly Job[]): (() => void)[] {
    for (;;) {
      const runs = jobs.map((job) => this.#runOf(job));
      if (!this.#algebra.isUnsettled()) return runs;
    }
  }

  #runOf(job: Job): () => void {
    switch (job.kind) {
      case 'clear':
        return this.#algebra.clear(job.at, job.length);
      case 'loops':
        return new InterpretedLoops(placesOf(this.#plan), this.#algebra).steps(job.steps);
      case 'copy':
      case 'products':
        throw new Error(`loops alone are asked for, and no ${job.kind}`);
    }
  }
}
