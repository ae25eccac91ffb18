import type Fraction from 'fraction.js';
import { vocabularyOf } from '../answers/vocabulary.ts';
import { BadInput } from '../bad-input.ts';
import { exactValues } from '../evaluate/exact-values.ts';
import { floatValues } from '../evaluate/float-values.ts';
import { nonsmooth } from '../evaluate/nonsmooth.ts';
import { gradient } from '../expr/differentiate.ts';
import type { Node } from '../expr/graph.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { differentiable, type Expansion, expandModel, givenTensors } from '../model/expansion.ts';
import type { Model, RandomNumbers } from '../model/model.ts';
import type { ExactArray } from '../values/exact-array.ts';
import { possible, type RandomValues } from '../values/random-values.ts';
import { groundOf } from '../verify/expected.ts';
import type { NumbersWanted } from './numbers-wanted.ts';
import { drawingOf } from './variant-code.ts';

/** Draws of all numbers that are tried for one variant before its wishes count as too strict. */
const mostAttempts = 3000;

/** Why a draw was not taken, in the words of the wish that it broke. */
type Broken = 'largest' | 'denominator' | 'ties' | 'zeros' | 'target' | 'finite';

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
    this.#expansion = expandModel(model);
    this.#results = resultsOf(model, this.#expansion);
    this.#spans = new Map([...model.random.drawn].map(([name, spec]) => [name, span(model, name, spec)]));
  }

  /** The model with the numbers of this variant. Throws BadInput if none are found that keep the wishes. */
  variant(code: string): Model {
    const draw = drawingOf(code);
    const broken = new Map<Broken, number>();
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const values = this.#drawn(draw);
      const reason = this.#broken(values);
      if (!reason) {
        const { random: _, ...rest } = this.#model;
        return { ...rest, values };
      }
      broken.set(reason, (broken.get(reason) ?? 0) + 1);
    }
    throw new BadInput(this.#tooStrict(broken));
  }

  /** How many different variants there are at most, wishes aside; as a double, which may be huge. */
  get possible(): number {
    return givenTensors(this.#model).reduce(
      (product, { name, shape }) =>
        product * (this.#spans.has(name) ? (this.#spans.get(name)?.length ?? 0) ** entryCount(shape) : 1),
      1,
    );
  }

  #drawn(draw: () => bigint): Map<string, ExactArray> {
    return new Map(
      givenTensors(this.#model).map(({ name, shape }): [string, ExactArray] => {
        const from = this.#spans.get(name);
        const fixed = this.#random.fixed.get(name);
        if (!from) {
          if (!fixed) throw new Error(`${name} has no values`);
          return [name, fixed];
        }
        const data = Array.from(
          { length: entryCount(shape) },
          () => from[Number(draw() % BigInt(from.length))],
        );
        return [name, { shape, data }];
      }),
    );
  }

  #broken(values: ReadonlyMap<string, ExactArray>): Broken | undefined {
    const { graph, entries, objective } = this.#expansion;
    const model = this.#model;
    const target = model.objective.kind === 'loss' ? model.objective.target : undefined;
    const admits = model.objective.kind === 'loss' ? model.objective.targetValues : undefined;
    if (target && admits && values.get(target.name)?.data.some((value) => !admits.admits(value.valueOf())))
      return 'target';
    const symbols: Fraction[] = [];
    for (const tensor of givenTensors(model))
      entries.get(tensor)?.forEach((node, place) => {
        const value = values.get(tensor.name)?.data[place];
        if (value) symbols[node] = value;
      });
    const { largest, denominator, ties, zeros } = this.#wanted;
    const roots = [objective, ...this.#results.flatMap(({ nodes }) => Array.from(nodes))];
    const floats = floatValues(graph, roots, (node) => symbols[node].valueOf());
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

  #tooStrict(broken: ReadonlyMap<Broken, number>): string {
    const [most] = [...broken].toSorted(([, a], [, b]) => b - a);
    const { largest, denominator, ties } = this.#wanted;
    const advice: Readonly<Record<Broken, string>> = {
      largest: `results are larger than ${largest}: draw smaller numbers, or allow more with numbers: { largest: ${largest * 4} }`,
      denominator: `results have denominators above ${denominator}: draw numbers that divide well, or allow more with numbers: { denominator: ${denominator * 4} }`,
      ties:
        ties === 'always'
          ? 'no maximum ties: draw from fewer numbers, or allow it with numbers: { ties: any }'
          : 'a maximum ties or a ReLU meets 0: draw from more numbers, or allow it with numbers: { ties: any }',
      zeros:
        'more than half of a result is 0: draw from more numbers, leave 0 out with nonzero: true, or allow it with numbers: { zeros: any }',
      target: 'the target is no number that the loss can compare with: draw it from others',
      finite: 'a result has no finite value: draw other numbers',
    };
    return `no nice numbers in ${mostAttempts} draws: in ${most[1]} of them ${advice[most[0]]}.`;
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
  const { entries } = groundOf(model, expansion, vocabulary, true);
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
