import type { Engine } from '../engine/engine.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Program } from '../program/program.ts';
import type { Statement } from '../program/statement.ts';
import type { Surroundings } from './law-values.ts';
import { type Occurrence, occurrencesOf } from './occurrence.ts';
import { Waiting } from './waiting.ts';

/** What is added to the entries of arrays, by the array's name and the row-major place. */
export type Added = Map<string, Map<number, number>>;

/** An entry that is followed by itself takes about so many times as long as one in a loop over all. */
export const dearness = 20;

/**
 * What follows from changes of a few derivatives, entry by entry: a law is linear in the derivatives that it takes, so a
 * change of one of them goes on to the entries that take it, times the factor that it has there.
 */
export class SparseSweep {
  /** Operations done so far, at most. */
  work = 0;
  readonly #dear: number;
  readonly #engine: Engine;
  readonly #statements: readonly Statement[];
  readonly #arrays: Surroundings['arrays'];
  /** The statements that take an array, by its name. */
  readonly #readers = new Map<string, number[]>();
  readonly #occurrences = new Map<string, readonly Occurrence[] | undefined>();

  constructor(engine: Engine, program: Program, dear: number) {
    this.#dear = dear;
    this.#engine = engine;
    this.#statements = [...program.forward, ...program.backward];
    for (const [at, { reads }] of engine.stages.entries())
      for (const name of reads) this.#readers.set(name, [...(this.#readers.get(name) ?? []), at]);
    const known = new Map<Tensor, Float64Array>();
    this.#arrays = {
      get: (tensor) => {
        const numbers = known.get(tensor) ?? engine.array(tensor);
        known.set(tensor, numbers);
        return numbers;
      },
    };
  }

  /** Carries `added` on, from statement to statement; undefined where to work out whole arrays is less work. */
  follow(added: Added): Added | undefined {
    const waiting = new Waiting(this.#statements.length);
    const wake = (name: string): void => {
      for (const stage of this.#readers.get(name) ?? []) waiting.add(stage);
    };
    for (const name of added.keys()) wake(name);
    for (let at = waiting.next(); at !== undefined; at = waiting.next()) {
      const { reads, array, work } = this.#engine.stages[at];
      const outputs = added.get(array.name) ?? new Map<number, number>();
      for (const name of reads) {
        const changes = added.get(name);
        if (!changes || name === array.name) continue;
        const occurrences = this.#occurrencesAt(at, name);
        if (!occurrences) return undefined;
        const count = occurrences.reduce((total, occurrence) => total + occurrence.count, 0) * changes.size;
        if (count * this.#dear > work) return undefined;
        this.work += count * this.#dear;
        for (const [place, amount] of changes)
          for (const occurrence of occurrences)
            occurrence.spread(place, (output, factor) => {
              const more = factor * amount;
              if (more !== 0) outputs.set(output, (outputs.get(output) ?? 0) + more);
            });
      }
      if (outputs.size === 0) continue;
      added.set(array.name, outputs);
      wake(array.name);
    }
    return added;
  }

  #occurrencesAt(at: number, name: string): readonly Occurrence[] | undefined {
    const key = `${at} ${name}`;
    if (!this.#occurrences.has(key))
      this.#occurrences.set(key, occurrencesIn(this.#statements[at], name, this.#arrays));
    return this.#occurrences.get(key);
  }
}

function occurrencesIn(
  statement: Statement,
  name: string,
  arrays: Surroundings['arrays'],
): Occurrence[] | undefined {
  if (statement.kind !== 'rule') return undefined;
  const found: Occurrence[] = [];
  for (const part of statement.parts) {
    const occurrences = occurrencesOf(part, name, arrays);
    if (!occurrences) return undefined;
    found.push(...occurrences);
  }
  return found;
}
