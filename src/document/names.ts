import { functions } from '../functions/index.ts';
import type { Tensor } from '../index/tensor.ts';
import { entryCount } from '../index/tensor.ts';
import { differentiable, givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { partial, sym } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { entryName, subscripted } from '../writing/entry-name.ts';
import type { FormulaStyle } from '../writing/of-formula.ts';

/** Index letters to fall back on when a tensor of the model already has a letter's name. */
const spareLetters = ['k', 'l', 'r', 's', 't', 'q', 'u', 'h'];

/** What everything in a derivation is called: one decision for all sections. */
export class Names implements FormulaStyle {
  readonly loss: Notation = sym('L');
  readonly #model: Model;
  readonly #taken: ReadonlySet<string>;
  readonly #shown = new Map<Tensor, Tensor>();
  readonly #cotangents = new Map<Tensor, Tensor>();

  constructor(model: Model) {
    this.#model = model;
    const outputs = model.layers.map((layer) => layer.output);
    this.#taken = new Set([...givenTensors(model), ...outputs].map((tensor) => tensor.name));
    for (const { definition, input, output } of model.layers) {
      // Flattening one number only renames it: v is p, and p is what a reader knows.
      const renames = definition.body.kind === 'entry' && entryCount(output.shape) === 1;
      if (renames) this.#shown.set(output, this.shown(input));
    }
    this.#nameCotangents();
  }

  shown(tensor: Tensor): Tensor {
    return this.#shown.get(tensor) ?? tensor;
  }

  /** Whether this output is only another one renamed. */
  isRenamed(tensor: Tensor): boolean {
    return this.#shown.has(tensor);
  }

  letter(name: string): string {
    if (!this.#taken.has(name)) return name;
    // The letters of the formulas are c, f, g, i, j, m, n: the spares are not among them.
    const place = ['c', 'f', 'g', 'i', 'j', 'm', 'n'].indexOf(name);
    return spareLetters.filter((spare) => !this.#taken.has(spare))[place] ?? `${name}0`;
  }

  call(name: string, argument: Notation): Notation {
    const member = functions.find((candidate) => candidate.name === name);
    if (!member) throw new Error(`no function ${name} in the catalogue`);
    return member.notation([argument]);
  }

  /** The name of the entry at a row-major position. */
  entry(tensor: Tensor, place: number): Notation {
    return entryName(this.shown(tensor), this.shown(tensor) === tensor ? place : 0);
  }

  /** The tensor whose name stands for dL/d(tensor): delta for the outputs of layers with weights; undefined if it has none. */
  cotangent(tensor: Tensor): Tensor | undefined {
    return this.#cotangents.get(tensor);
  }

  /** dL/d(entry), by its short name where it has one: delta_{ij}, or the derivative written out. */
  cotangentEntry(tensor: Tensor, place: number): Notation {
    const named = this.cotangent(tensor);
    return named ? entryName(named, place) : partial(this.loss, this.entry(tensor, place));
  }

  /** The same for subscripts in letters. */
  cotangentAt(tensor: Tensor, subscripts: readonly Notation[]): Notation {
    const named = this.cotangent(tensor);
    return named
      ? subscripted(named, subscripts)
      : partial(this.loss, subscripted(this.shown(tensor), subscripts));
  }

  /** dL/d(tensor), for the tensor as a whole. */
  gradient(tensor: Tensor): Notation {
    return partial(this.loss, sym(this.shown(tensor).name));
  }

  #nameCotangents(): void {
    const { layers, objective } = this.#model;
    if (objective.kind === 'upstream')
      this.#cotangents.set(layers[layers.length - 1].output, objective.delta);
    const weighted = layers.filter((layer) => layer.parameters.length > 0).map((layer) => layer.output);
    weighted.forEach((output, at) => {
      const name = weighted.length === 1 ? 'delta' : `delta${at + 1}`;
      if (!this.#cotangents.has(output) && !this.#taken.has(name)) {
        this.#cotangents.set(output, { name, shape: this.shown(output).shape, role: 'upstream' });
      }
    });
  }
}

/** The tensors that --wrt may name, by name. */
export function differentiableNames(model: Model): ReadonlyMap<string, Tensor> {
  return new Map(differentiable(model).map((tensor) => [tensor.name, tensor]));
}
