import type { Engine } from '../engine/engine.ts';
import type { TiePolicy } from '../expr/max.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Program } from '../program/program.ts';
import type { ChangesInside } from './changes-inside.ts';
import type { ProgramChoice } from './choices-met.ts';
import type { Moved } from './moves.ts';
import type { EntryPlace } from './nonsmooth.ts';
import { type Added, SparseSweep } from './sparse-sweep.ts';

/** Beyond so many operations nothing more is worked out of what choices move: some seconds. */
export const mostWork = 2_000_000_000;

/** What is added to an array of derivatives where another choice is made. */
interface Change {
  readonly array: Tensor;
  readonly added: readonly (readonly [place: number, amount: number])[];
}

/** The entries that are others then, with their values, by the places of the gradients in the program. */
type Outcome = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * What choices move among the gradients, each by itself: the derivatives that meet it are changed as another choice would
 * have them, and what follows from them is worked out again, statement by statement, as long as something changes.
 */
export class Moves {
  readonly #engine: Engine;
  readonly #program: Program;
  /** The tensors of the model by which the program has gradients, in its order. */
  readonly #wrt: readonly Tensor[];
  readonly #ties: TiePolicy;
  /** The array of the derivatives by a tensor; undefined where nothing that is wanted depends on them. */
  readonly #derivatives: (tensor: Tensor) => Tensor | undefined;
  readonly #inside: ChangesInside;
  readonly #sweep: SparseSweep;
  /** Which gradient an array is. */
  readonly #gradients: ReadonlyMap<string, number>;
  #work = 0;

  constructor(
    engine: Engine,
    program: Program,
    wrt: readonly Tensor[],
    ties: TiePolicy,
    derivatives: (tensor: Tensor) => Tensor | undefined,
    inside: ChangesInside,
    dear: number,
  ) {
    this.#engine = engine;
    this.#sweep = new SparseSweep(engine, program, dear);
    this.#gradients = new Map(program.gradients.map(({ array }, which) => [array.name, which]));
    this.#program = program;
    this.#wrt = wrt;
    this.#ties = ties;
    this.#derivatives = derivatives;
    this.#inside = inside;
  }

  /** Undefined where too much has been worked out already. */
  of(met: ProgramChoice): Moved[] | undefined {
    if (this.#work + this.#inside.work + this.#sweep.work > mostWork) return undefined;
    const outcomes = this.#alternatives(met).map((changes) => this.#sparse(changes) ?? this.#dense(changes));
    const moved = new Set(outcomes.flatMap((outcome) => [...outcome.keys()]));
    return [...moved]
      .toSorted((a, b) => a - b)
      .flatMap((which) => {
        const tensor = this.#wrt[which];
        const numbers = this.#engine.array(this.#program.gradients[which].array);
        const places = new Set(outcomes.flatMap((outcome) => [...(outcome.get(which)?.keys() ?? [])]));
        return [...places]
          .toSorted((a, b) => a - b)
          .map((place): Moved => {
            const reached = outcomes.map((outcome) => outcome.get(which)?.get(place) ?? numbers[place]);
            return { at: { tensor, place }, from: Math.min(...reached), to: Math.max(...reached) };
          })
          .filter(({ from, to }) => from !== to);
      });
  }

  /** What each other outcome changes at first. */
  #alternatives(met: ProgramChoice): (readonly Change[])[] {
    if (met.inside)
      return this.#inside.of(met).map((changes) =>
        changes.flatMap(({ law, added }) => {
          const array = this.#derivatives(law.of);
          return array && added.length > 0 ? [{ array, added }] : [];
        }),
      );
    const changes = met.kind === 'tie' ? this.#otherWinners(met) : this.#otherSlopes(met);
    return changes.map((change) => (change ? [change] : []));
  }

  /** All to one candidate: g ([it is that one] - its share now), for the derivative g by the maximum. */
  #otherWinners({ output, alike = [], candidates }: ProgramChoice): (Change | undefined)[] {
    const entries = candidates.flatMap(({ at }) => at ?? []);
    const share = (which: number): number => shareOf(this.#ties, which, entries.length);
    return entries.map((_, winner) =>
      this.#change(entries[0].tensor, [output, ...alike], (slope) =>
        entries.map(
          ({ place }, which) => [place, slope * (Number(which === winner) - share(which))] as const,
        ),
      ),
    );
  }

  /** The slope on one side in place of the one that is taken. */
  #otherSlopes({ output, candidates: [{ at }], bend }: ProgramChoice): (Change | undefined)[] {
    return (bend?.slopes ?? []).map((side) =>
      at && bend
        ? this.#change(at.tensor, [output], (slope) => [[at.place, slope * (side - bend.chosen)]])
        : undefined,
    );
  }

  #change(
    tensor: Tensor,
    outputs: readonly (EntryPlace | undefined)[],
    addedBy: (slope: number) => readonly (readonly [number, number])[],
  ): Change | undefined {
    const array = this.#derivatives(tensor);
    if (!array) return undefined;
    const added = outputs.flatMap((output) => {
      const above = output && this.#derivatives(output.tensor);
      return output && above ? addedBy(this.#engine.array(above)[output.place]) : [];
    });
    return added.some(([, amount]) => amount !== 0) ? { array, added } : undefined;
  }

  /** The entries of each gradient that are others then, with their values, where these are few. */
  #sparse(changes: readonly Change[]): Outcome | undefined {
    const added: Added = new Map(changes.map((change) => [change.array.name, totals(change)]));
    const followed = this.#sweep.follow(added);
    if (!followed) return undefined;
    const outcome = new Map<number, ReadonlyMap<number, number>>();
    for (const [name, amounts] of followed) {
      const which = this.#gradients.get(name);
      if (which === undefined) continue;
      const numbers = this.#engine.array(this.#program.gradients[which].array);
      outcome.set(which, new Map(Array.from(amounts, ([place, amount]) => [place, numbers[place] + amount])));
    }
    return outcome;
  }

  /** The same, statement by statement as long as something changes; everything is as before afterwards. */
  #dense(changes: readonly Change[]): Outcome {
    const waiting = new Map(changes.map((change) => [change.array.name, change]));
    if (waiting.size === 0) return new Map();
    const engine = this.#engine;
    const before = new Map<Tensor, Float64Array>();
    const changed = new Set<string>();
    const keep = (array: Tensor): Float64Array => {
      const numbers = engine.array(array);
      if (!before.has(array)) before.set(array, numbers.slice());
      return numbers;
    };
    const change = ({ array, added }: Change): void => {
      const numbers = keep(array);
      for (const [place, amount] of added) numbers[place] += amount;
      engine.copyAgain(array);
      changed.add(array.name);
      waiting.delete(array.name);
    };
    const { stages } = engine;
    const lastOf = (name: string): number => stages.findLastIndex(({ array }) => array.name === name);
    const first = Math.min(...changes.map(({ array }) => lastOf(array.name)));
    // What arrives from above is made by no statement.
    for (const each of changes) if (lastOf(each.array.name) < 0) change(each);
    for (const [at, stage] of stages.entries()) {
      if (at < first) continue;
      if ([...stage.reads].some((name) => changed.has(name))) {
        const made = keep(stage.array);
        engine.again(stage);
        this.#work += stage.work;
        if (differs(before.get(stage.array), made)) changed.add(stage.array.name);
      }
      const direct = waiting.get(stage.array.name);
      if (direct && at === lastOf(stage.array.name)) change(direct);
    }
    const found = new Map(
      [...changed].flatMap((name) => {
        const which = this.#gradients.get(name);
        if (which === undefined) return [];
        const { array } = this.#program.gradients[which];
        return [[which, differences(before.get(array), engine.array(array))] as const];
      }),
    );
    for (const [array, old] of before) engine.array(array).set(old);
    for (const array of before.keys()) engine.copyAgain(array);
    return found;
  }
}

function totals({ added }: Change): Map<number, number> {
  const found = new Map<number, number>();
  for (const [place, amount] of added) found.set(place, (found.get(place) ?? 0) + amount);
  return found;
}

function shareOf(ties: TiePolicy, which: number, count: number): number {
  switch (ties) {
    case 'first':
    case 'error':
      return which === 0 ? 1 : 0;
    case 'last':
      return which === count - 1 ? 1 : 0;
    case 'split':
      return 1 / count;
  }
}

function differs(before: Float64Array | undefined, after: Float64Array): boolean {
  return before?.some((number, place) => number !== after[place]) ?? false;
}

function differences(before: Float64Array | undefined, after: Float64Array): Map<number, number> {
  const found = new Map<number, number>();
  before?.forEach((number, place) => {
    if (after[place] !== number) found.set(place, after[place]);
  });
  return found;
}
