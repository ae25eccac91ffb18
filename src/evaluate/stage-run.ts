import type Fraction from 'fraction.js';
import type { Tensor } from '../index/tensor.ts';
import { differentiable, givenTensors } from '../model/expansion.ts';
import { lastOutput, type Model } from '../model/model.ts';
import type { Stage } from '../model/stage.ts';
import type { Subject } from '../model/subject.ts';
import { type Analysis, analysisOf } from './analysis.ts';
import { demandFinite } from './demand-finite.ts';
import { entryByEntry } from './entry-by-entry.ts';
import { ProgramRun } from './program-run.ts';
import { type Quantity, quantities, toFloat } from './quantity.ts';
import { Run } from './run.ts';
import { stepped } from './stepped.ts';
import { givenData, numbersBySymbol, valuesOf } from './symbols.ts';

/** Entries that are taken as somebody answered them, by array and row-major place. */
export interface Replaced {
  readonly values: ReadonlyMap<Tensor, ReadonlyMap<number, Quantity>>;
  readonly gradients: ReadonlyMap<Tensor, ReadonlyMap<number, Quantity>>;
}

const nothing: Replaced = { values: new Map(), gradients: new Map() };

/**
 * Layer by layer, as a derivation goes: in exact fractions where the model is small enough, and by its program where it
 * is so large that it cannot be. Some entries may be taken
 * as they were answered, in place of what is right: everything else is worked out from these.
 */
export class StageRun extends Run<readonly Quantity[]> {
  readonly #model: Model;
  readonly #analysis: Analysis;
  readonly #replaced: Replaced;
  readonly #given: ReadonlySet<Tensor>;
  /** Undefined where the numbers are worked out stage by stage. */
  readonly #program: ProgramRun | undefined;

  constructor(model: Model, replaced = nothing) {
    super();
    this.#model = model;
    this.#analysis = analysisOf(model);
    this.#replaced = replaced;
    this.#given = new Set(givenTensors(model));
    const byProgram = replaced === nothing && !entryByEntry(model);
    this.#program = byProgram ? new ProgramRun(model, differentiable(model)) : undefined;
  }

  /** All entries of what somebody may ask for; the rate is that of a step of gradient descent. */
  numbers({ kind, tensor }: Subject, rate: Fraction): readonly Quantity[] {
    if (kind === 'value') return this.value(tensor);
    return kind === 'gradient' ? this.gradient(tensor) : this.updated(tensor, rate);
  }

  /** The tensor after one step of gradient descent. */
  updated(tensor: Tensor, rate: Fraction): readonly Quantity[] {
    const slopes = this.gradient(tensor);
    return this.value(tensor).map((value, place) => stepped(value, slopes[place], rate));
  }

  /** Whether it has a value: what is given, every output, the loss. */
  hasValue(tensor: Tensor): boolean {
    return this.#given.has(tensor) || this.#analysis.makes(tensor);
  }

  protected workOutValue(tensor: Tensor): readonly Quantity[] {
    if (this.#given.has(tensor)) return givenData(valuesOf(this.#model), tensor);
    if (this.#program) return Array.from(this.#program.value(tensor));
    const stage = this.#analysis.forward(tensor);
    return replaced(this.#evaluated(stage, stage.made), this.#replaced.values.get(tensor));
  }

  protected workOutGradient(tensor: Tensor): readonly Quantity[] {
    const { objective } = this.#model;
    if (objective.kind === 'upstream' && tensor === lastOutput(this.#model))
      return this.value(objective.delta);
    if (this.#program) return Array.from(this.#program.gradient(tensor));
    const stage = this.#analysis.backward(tensor);
    return replaced(this.#evaluated(stage, stage.gradient), this.#replaced.gradients.get(tensor));
  }

  #evaluated(stage: Stage, nodes: Int32Array): Quantity[] {
    const symbols = numbersBySymbol([
      ...Array.from(stage.symbols, ([tensor, at]) => [at, this.value(tensor)] as const),
      ...Array.from(stage.cotangents, ([tensor, at]) => [at, this.gradient(tensor)] as const),
    ]);
    const value = quantities(stage.graph, nodes, (node) => symbols[node], this.#analysis.exactly);
    return Array.from(nodes, value);
  }
}

function replaced(
  numbers: readonly Quantity[],
  by: ReadonlyMap<number, Quantity> | undefined,
): readonly Quantity[] {
  return by ? numbers.map((quantity, place) => by.get(place) ?? quantity) : numbers;
}

/**
 * The numbers of a derivation: everything up to the loss, then back to `wrt`. Throws BadInput where one is not finite,
 * the first in this order. Undefined where the model gives no values.
 */
export function finiteRun(model: Model, wrt: readonly Tensor[]): StageRun | undefined {
  if (!model.values) return undefined;
  const run = new StageRun(model);
  const analysis = analysisOf(model);
  const demand = (name: string, tensor: Tensor, numbers: readonly Quantity[]): void =>
    demandFinite(model, { ...tensor, name }, numbers.map(toFloat));
  for (const { output } of analysis.rules)
    demand(output.role === 'loss' ? 'the loss' : output.name, output, run.value(output));
  for (const tensor of analysis.flowing(wrt)) demand(tensor.name, tensor, run.gradient(tensor));
  return run;
}
