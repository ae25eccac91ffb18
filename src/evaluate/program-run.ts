import { Engine, type EngineOptions } from '../engine/engine.ts';
import type { Tensor } from '../index/tensor.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Law } from '../model/laws.ts';
import { lastOutput, type Model } from '../model/model.ts';
import type { Program } from '../program/program.ts';
import { analysisOf } from './analysis.ts';
import { givenDoubles } from './symbols.ts';

/** The program of a model, run on its values in double precision: everything up to the loss, then back to `wrt`. */
export class ProgramRun {
  readonly program: Program;
  readonly engine: Engine;
  readonly laws: readonly Law[];
  /** The arrays of the program that hold tensors of the model, and the derivatives by them. */
  readonly #values: ReadonlyMap<Tensor, Tensor>;
  readonly #derivatives: ReadonlyMap<Tensor, Tensor>;

  constructor(model: Model, wrt: readonly Tensor[], options?: EngineOptions) {
    const analysis = analysisOf(model);
    this.program = analysis.program(wrt);
    this.laws = analysis.laws(wrt);
    this.engine = new Engine(this.program, options);
    const { program, engine } = this;
    const given = givenTensors(model);
    this.#values = new Map([
      ...given.map((tensor, at) => [tensor, program.given[at].array] as const),
      ...analysis.rules.map(({ output }, at) => [output, program.made[at]] as const),
    ]);
    const derivatives = new Map(this.laws.map(({ of }, at) => [of, program.derivatives[at]]));
    if (program.upstream) derivatives.set(lastOutput(model), program.upstream);
    this.#derivatives = derivatives;
    for (const tensor of given) this.value(tensor).set(givenDoubles(model, tensor));
    engine.run();
  }

  /** The numbers of what is given or made, row-major: a view, which a change of the engine changes. */
  value(tensor: Tensor): Float64Array {
    return this.engine.array(arrayOf(this.#values, tensor));
  }

  /** dL/d(tensor), likewise. */
  gradient(tensor: Tensor): Float64Array {
    return this.engine.array(arrayOf(this.#derivatives, tensor));
  }

  /** The array of dL/d(tensor); undefined where nothing that is wanted depends on it. */
  derivative(tensor: Tensor): Tensor | undefined {
    return this.#derivatives.get(tensor);
  }

  /** The objective where `by` is added to one given number; outputs are then those that it makes, until the next. */
  objectiveAt(tensor: Tensor, place: number, by: number): number {
    const numbers = this.value(tensor);
    const before = numbers[place];
    numbers[place] += by;
    this.engine.forward();
    const found = this.#objective();
    numbers[place] = before;
    return found;
  }

  /** The loss, or the sum of delta o where delta arrives from above. */
  #objective(): number {
    const { loss, last, upstream } = this.program;
    if (loss) return this.engine.array(loss)[0];
    const delta = upstream && this.engine.array(upstream);
    return this.engine
      .array(last)
      .reduce((total, output, place) => total + output * (delta?.[place] ?? 0), 0);
  }
}

function arrayOf(arrays: ReadonlyMap<Tensor, Tensor>, tensor: Tensor): Tensor {
  const array = arrays.get(tensor);
  if (!array) throw new Error(`${tensor.name} is no array of the program`);
  return array;
}
