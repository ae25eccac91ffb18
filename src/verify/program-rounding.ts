import type { Engine } from '../engine/engine.ts';
import type { Stage } from '../engine/lower.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { functionNamed } from '../functions/index.ts';
import { type Formula, subformulas } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Program } from '../program/program.ts';
import type { Statement } from '../program/statement.ts';
import type { Doubles } from '../values/exact-array.ts';
import type { Precision } from '../values/number-type.ts';

/** Half the distance of two neighbours, relative to them. */
export const unitOf: Readonly<Record<Precision, number>> = {
  float64: 2 ** -53,
  float32: 2 ** -24,
  float16: 2 ** -11,
  bfloat16: 2 ** -8,
};

/** So many runs of each kind, and this many times the largest distance among them, as for graphs. */
const runsOfKind = 8;
const margin = 4;
/** For errors that grow smoothly, and for close races. */
export const runs = 2 * runsOfKind;

/** Errors so much smaller decide no race of a maximum and no kink otherwise, and what they do is as much smaller. */
const shrunk = 2 ** -16;
/** So many units an array is off where a library sums in blocks: what races are decided by. */
const usual = 4;
/** Libraries' exponentials and their like are off by a few units. */
const libraryUnits = 3;

/** Array by array what a program has in it, and how far it may be from that in some arithmetic. */
export interface Spread {
  readonly values: Float64Array;
  /** The largest distance of a run with random errors from `values`. */
  readonly distances: Float32Array;
}

/**
 * Runs a program again and again while every array is moved at random, entry by entry, by what an arithmetic may have
 * lost in it, and keeps how far the wanted arrays get: errors grow, cancel and move together as they do in the
 * arithmetic. Half of the runs are for the longest sums, with errors made so small that they change no winner of a
 * maximum and no side of a kink, and their effect made as much larger; the others are for these, with errors of the
 * usual size. The engine is left with the numbers of the last run.
 */
export function spreadsOf(
  engine: Engine,
  { forward, backward, derivatives }: Pick<Program, 'forward' | 'backward' | 'derivatives'>,
  given: readonly { readonly array: Tensor; readonly numbers: Doubles }[],
  values: ReadonlyMap<Tensor, Float64Array>,
  precision: Precision,
  onRun: (run: number) => void,
): Map<Tensor, Spread> {
  const unit = unitOf[precision];
  const terms = termsOf(engine.stages);
  const losing = new Set([...forward, ...backward].filter(losesWithin).map(({ array }) => array.name));
  const arriving = new Set(derivatives.map(({ name }) => name));
  const least = new Map(
    engine.stages.map(({ array, reads }) => [
      array.name,
      [...reads].some((name) => arriving.has(name)) ? 0 : 1,
    ]),
  );
  const random = new Signs(11);
  // Doubles have no room for errors that are smaller than their own.
  const scale = Math.max(shrunk, unitOf.float64 / unit);
  const move = (array: Tensor, isSmooth: boolean): void => {
    const units = Math.max(1, Math.sqrt(terms.get(array.name) ?? 1) / 2);
    const numbers = engine.array(array);
    random.move(numbers, unit * (isSmooth ? scale * units : Math.min(usual, units)), 0);
    if (!losing.has(array.name)) return;
    const largest = numbers.reduce(
      (most, value) => Math.max(most, Math.abs(value)),
      least.get(array.name) ?? 0,
    );
    random.move(numbers, 0, unit * libraryUnits * largest * (isSmooth ? scale : 1));
  };
  const spreads = new Map(
    [...values].map(([array, exact]): [Tensor, Spread] => [
      array,
      { values: exact, distances: new Float32Array(exact.length) },
    ]),
  );
  for (let run = 1; run <= runs; run++) {
    onRun(run);
    const isSmooth = run <= runsOfKind;
    const factor = isSmooth ? 1 / scale : 1;
    for (const { array, numbers } of given) {
      engine.array(array).set(numbers);
      move(array, isSmooth);
    }
    for (const stage of engine.stages) {
      engine.again(stage);
      move(stage.array, isSmooth);
    }
    for (const [array, { values: exact, distances }] of spreads) {
      const moved = engine.array(array);
      for (let at = 0; at < exact.length; at++) {
        const distance = factor * Math.abs(moved[at] - exact[at]);
        if (distance > distances[at]) distances[at] = distance;
      }
    }
  }
  return spreads;
}

/** How far an entry may be from the derivative when it was computed in this arithmetic. */
export function roundingAt({ values, distances }: Spread, place: number, unit: number): number {
  return margin * distances[place] + 2 * unit * Math.abs(values[place]);
}

/**
 * The longest sum that makes each array or that it is in. A sum of k terms that are added one after the other is off by
 * about u sqrt(k) / 3 of itself where they have one sign, and where signs are mixed by about u sqrt(k) / 2 of each term
 * (Higham and Mary 2019, "A new approach to probabilistic rounding error analysis"); to move what goes in and what
 * comes out by u sqrt(k) / 2 is as much, whatever order a library adds in.
 */
function termsOf(stages: readonly Stage[]): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { array, reads, work } of stages) {
    const count = work / array.shape.reduce((product, size) => product * size, 1);
    for (const name of [array.name, ...reads]) terms.set(name, Math.max(terms.get(name) ?? 1, count));
  }
  return terms;
}

/**
 * Whether a statement works out functions: within them numbers of the size of 1 may be added that cancel, as in
 * exp(x) - 1 and (1 + erf x) / 2, so that small entries are off by what 1 is, or, where they are multiplied by what
 * arrives from above, by what the largest of them are.
 */
function losesWithin(statement: Statement): boolean {
  const computes = (formula: Formula): boolean =>
    formula.kind === 'apply' &&
    formula.arguments.length > 0 &&
    !isArithmetic(functionNamed(formula.function));
  return (
    statement.kind === 'rule' && statement.parts.some(({ body }) => [...subformulas(body)].some(computes))
  );
}

/** Whether it only chooses between its arguments, or its pieces have no function and no power in them. */
function isArithmetic({ choice, branch }: ScalarFunction): boolean {
  const names = ['a', 'b', 'c'];
  return (
    choice !== undefined ||
    [-1, 1].every(
      (value) =>
        !/\^|[a-z]\(/.test(
          branch(
            names,
            names.map(() => value),
          ) ?? '^',
        ),
    )
  );
}

/** Heads or tails by xorshift32 (Marsaglia 2003, "Xorshift RNGs"). */
class Signs {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Moves each number up or down by so much of itself, and by so much. Whole numbers and small binary fractions were computed exactly. */
  move(numbers: Float64Array, relative: number, absolute: number): void {
    let state = this.#state;
    for (let at = 0; at < numbers.length; at++) {
      const value = numbers[at];
      if (value === 0) continue;
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const scaled = value * 2 ** 20;
      if (scaled === Math.floor(scaled) && Math.abs(value) < 2 ** 32) continue;
      const off = relative * value + absolute;
      numbers[at] = state < 0 ? value - off : value + off;
    }
    this.#state = state;
  }
}
