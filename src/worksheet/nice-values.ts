import type Fraction from 'fraction.js';
import { vocabularyOf } from '../answers/vocabulary.ts';
import { BadInput } from '../bad-input.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import { exactValues } from '../evaluate/exact-values.ts';
import { floatValues } from '../evaluate/float-values.ts';
import { nonsmooth } from '../evaluate/nonsmooth.ts';
import { symbolValues } from '../evaluate/symbols.ts';
import { gradient } from '../expr/differentiate.ts';
import type { Node } from '../expr/node.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { differentiable, type Expansion, givenTensors } from '../model/expansion.ts';
import type { Model, RandomNumbers } from '../model/model.ts';
import { unlessTieRefused } from '../model/tie-refused.ts';
import type { ExactArray } from '../values/exact-array.ts';
import { possible, type RandomValues } from '../values/random-values.ts';
import { expectedGraphOf } from '../verify/expected-graph.ts';
import { adviceOn, type BrokenWish } from './broken-wish.ts';
import type { NumbersWanted } from './numbers-wanted.ts';
import { drawingOf } from './variant-code.ts';

/** Draws of all numbers that are tried for one variant before its wishes count as too strict. */
export const mostDraws = 3000;

/** The numbers of a variant, and what it took to find them. */
export interface Drawn {
  /** The model with these numbers. */
  readonly model: Model;
  /** Draws of all numbers, up to the one that was taken. */
  readonly draws: number;
  /** How many draws before it were refused, by the wish that each broke first. */
  readonly refused: ReadonlyMap<BrokenWish, number>;
}

/**
 * Draws the numbers of variants: those of the model's random arrays for which every intermediate and final result is
 * as is wished, whole or a simple fraction and not large, without an accidental tie. The same code always has the
 * same numbers. The model is expanded once, and evaluated for each try.
 */
export class NiceValues {
  readonly #model: Model;
  readonly #random: RandomNumbers;
  readonly #wanted: NumbersWanted;
  readonly #expansion: Expansion;
  readonly #results: readonly Result[];
  readonly #spans: ReadonlyMap<string, readonly Fraction[]>;

  constructor(model: Model, wanted: NumbersWanted) {
    if (!model.random) throw new Error('the model has no random numbers');
    this.#model = model;
    this.#random = model.random;
    this.#wanted = wanted;
    this.#expansion = analysisOf(model).expansion;
    this.#results = resultsOf(model, this.#expansion);
    this.#spans = new Map([...model.random.drawn].map(([name, spec]) => [name, span(model, name, spec)]));
  }

  /** The model with the numbers of this variant. Throws BadInput if none are found that keep the wishes. */
  variant(code: string): Model {
    return this.drawn(code).model;
  }

  /** The same, with what it took. */
  drawn(code: string): Drawn {
    const draw = drawingOf(code);
    const refused = new Map<BrokenWish, number>();
    for (let draws = 1; draws <= mostDraws; draws++) {
      const values = this.#numbers((from) => from[Number(draw() % BigInt(from.length))]);
      const reason = this.#broken(values);
      if (!reason) {
        const { random: _, ...rest } = this.#model;
        return { model: { ...rest, values }, draws, refused };
      }
      refused.set(reason, (refused.get(reason) ?? 0) + 1);
    }
    throw new BadInput(this.#tooStrict(refused));
  }

  /** How many different numbers there are, wishes aside; as a double, which may be huge. */
  get possible(): number {
    return givenTensors(this.#model).reduce((product, { name, shape }) => {
      const from = this.#spans.get(name);
      return from ? product * distinct(from).length ** entryCount(shape) : product;
    }, 1);
  }

  /** Whether all numbers are equally likely: no array is drawn from a list that says a number twice. */
  get isEven(): boolean {
    return [...this.#spans.values()].every((from) => distinct(from).length === from.length);
  }

  /** How many different numbers keep the wishes, found by trying all that are possible. */
  count(): number {
    let kept = 0;
    for (let combination = 0; combination < this.possible; combination++) {
      let rest = combination;
      // Its digits, in a system where each entry has a digit for every number that it may be.
      const values = this.#numbers((from) => {
        const digits = distinct(from);
        const digit = digits[rest % digits.length];
        rest = Math.floor(rest / digits.length);
        return digit;
      });
      if (!this.#broken(values)) kept++;
    }
    return kept;
  }

  /** All given numbers, the drawn ones by `choose` from what each may be. */
  #numbers(choose: (from: readonly Fraction[]) => Fraction): Map<string, ExactArray> {
    return new Map(
      givenTensors(this.#model).map(({ name, shape }): [string, ExactArray] => {
        const from = this.#spans.get(name);
        const fixed = this.#random.fixed.get(name);
        if (!from) {
          if (!fixed) throw new Error(`${name} has no values`);
          return [name, fixed];
        }
        return [name, { shape, data: Array.from({ length: entryCount(shape) }, () => choose(from)) }];
      }),
    );
  }

  #broken(values: ReadonlyMap<string, ExactArray>): BrokenWish | undefined {
    const { graph, objective } = this.#expansion;
    const model = this.#model;
    const target = model.objective.kind === 'loss' ? model.objective.target : undefined;
    const admits = model.objective.kind === 'loss' ? model.objective.targetValues : undefined;
    if (target && admits && values.get(target.name)?.data.some((value) => !admits.admits(value.valueOf())))
      return 'target';
    const symbols = symbolValues(model, this.#expansion, values);
    const { largest, denominator, ties, zeros } = this.#wanted;
    const roots = [objective, ...this.#results.flatMap(({ nodes }) => Array.from(nodes))];
    const floats = unlessTieRefused(() => floatValues(graph, roots, (node) => symbols[node].valueOf()));
    if (!floats) return 'ties';
    if (roots.some((node) => !Number.isFinite(floats[node]))) return 'finite';
    if (roots.some((node) => Math.abs(floats[node]) > largest)) return 'largest';
    if (ties !== 'any') {
      const met = nonsmooth(model, this.#expansion, floats).length > 0;
      if (met !== (ties === 'always')) return 'ties';
    }
    if (zeros === 'few') {
      if (model.objective.kind === 'loss' && floats[objective] === 0) return 'zeros';
      for (const { nodes, full } of this.#results) {
        if (!full) continue;
        const none = nodes.reduce((count, node) => count + (floats[node] === 0 ? 1 : 0), 0);
        if (none > nodes.length / 2) return 'zeros';
      }
    }
    const exacts = exactValues(graph, roots, (node) => symbols[node]);
    const fine = (node: Node): boolean => {
      const value = exacts.get(node);
      return !value || value.d <= BigInt(denominator);
    };
    return roots.every(fine) ? undefined : 'denominator';
  }

  #tooStrict(refused: ReadonlyMap<BrokenWish, number>): string {
    const [[most, count]] = [...refused].toSorted(([, a], [, b]) => b - a);
    return `no nice numbers in ${mostDraws} draws: in ${count} of them ${adviceOn(most, this.#wanted)}.`;
  }
}

interface Result {
  readonly nodes: Int32Array;
  /** Zeros in it are an accident: behind a maximum or a ReLU most of what arrives is 0, and should be. */
  readonly full: boolean;
}

/** Outputs and gradients: what is computed on the way and at the end. */
function resultsOf(model: Model, expansion: Expansion): Result[] {
  const vocabulary = vocabularyOf(model);
  const { entries } = expectedGraphOf(model, expansion, vocabulary, true);
  const { graph, objective } = expansion;
  const outputs = model.steps.filter(({ inner }) => !inner).map(({ output }) => output);
  const parameters = differentiable(model).filter((tensor) => tensor !== model.input);
  const nodesOf = (tensor: Tensor | undefined): Int32Array =>
    (tensor && entries.get(tensor)) ?? new Int32Array();
  return [
    ...outputs.map((tensor) => ({ nodes: nodesOf(tensor), full: true })),
    ...outputs.map((tensor) => ({ nodes: nodesOf(vocabulary.cotangents.get(tensor)), full: false })),
    ...parameters.map((tensor) => ({
      nodes: gradient(graph, objective, nodesOf(tensor), model.conventions),
      full: true,
    })),
  ];
}

function span(model: Model, name: string, spec: RandomValues): readonly Fraction[] {
  const all = possible(spec);
  if (all.length > 0) return all;
  throw new BadInput(
    `${model.file}: values.${name}: there is no number to draw; expected from to be at most to.`,
  );
}

function distinct(numbers: readonly Fraction[]): readonly Fraction[] {
  return numbers.filter((number, at) => numbers.findIndex((earlier) => earlier.equals(number)) === at);
}
