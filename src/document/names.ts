import type { Subgradient } from '../expr/differentiate.ts';
import { functions } from '../functions/index.ts';
import { isReduction, subformulas } from '../index/formula.ts';
import { freshLetters } from '../index/fresh.ts';
import type { Tensor } from '../index/tensor.ts';
import { entryCount } from '../index/tensor.ts';
import { cotangentNames } from '../model/cotangent-names.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { partial, sym } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { entryName, subscripted } from '../writing/entry-name.ts';
import type { FormulaStyle } from '../writing/of-formula.ts';

/** Index letters to fall back on when a tensor of the model already has a letter's name. */
const spareLetters = ['k', 'l', 'r', 't', 'q', 'u', 'w', 'h', 'x', 'z', 'd', 'e'];
/** What everything in a derivation is called: one decision for all sections. */
export class Names implements FormulaStyle {
  readonly loss: Notation = sym('L');
  readonly #model: Model;
  readonly #taken: ReadonlySet<string>;
  readonly #letters: ReadonlyMap<string, string>;
  readonly #shown = new Map<Tensor, Tensor>();
  readonly #cotangents = new Map<Tensor, Tensor>();

  constructor(model: Model) {
    this.#model = model;
    const outputs = model.steps.map(({ output }) => output);
    this.#taken = new Set([...givenTensors(model), ...outputs].map((tensor) => tensor.name));
    this.#letters = otherLetters(lettersOf(model), this.#taken);
    for (const { definitions, inputs, output } of model.steps) {
      // Flattening one number only renames it: v is p, and p is what a reader knows.
      const renames =
        definitions.every(({ body }) => body.kind === 'entry') && entryCount(output.shape) === 1;
      if (renames) this.#shown.set(output, this.shown(inputs[0]));
    }
    for (const [output, name] of cotangentNames(model))
      this.#cotangents.set(output, { name, shape: this.shown(output).shape, role: 'upstream' });
  }

  shown(tensor: Tensor): Tensor {
    return this.#shown.get(tensor) ?? tensor;
  }

  /** The first of these names that nothing in the model has. */
  free(...candidates: readonly [string, ...string[]]): string {
    return candidates.find((name) => !this.#taken.has(name)) ?? `${candidates[0]}0`;
  }

  /** Whether this output is only another one renamed. */
  isRenamed(tensor: Tensor): boolean {
    return this.#shown.has(tensor);
  }

  get conventions(): Subgradient {
    return this.#model.conventions;
  }

  letter(name: string): string {
    return this.#letters.get(name) ?? name;
  }

  call(name: string, ...given: Notation[]): Notation {
    const member = functions.find((candidate) => candidate.name === name);
    if (!member) throw new Error(`no function ${name} in the catalogue`);
    return member.notation(given);
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
}

function lettersOf({ steps, objective }: Model): Set<string> {
  const definitions = [...steps.flatMap((step) => step.definitions), objective.definition];
  const bound = definitions.flatMap(({ over, body }) => [
    ...over,
    ...[...subformulas(body)].flatMap((part) => (isReduction(part) ? part.over : [])),
  ]);
  return new Set([...bound.map(({ letter }) => letter), ...freshLetters]);
}

/** For every letter that is the name of a tensor, one that is neither a name nor a letter already. */
function otherLetters(used: ReadonlySet<string>, taken: ReadonlySet<string>): Map<string, string> {
  const free = spareLetters.filter((spare) => !taken.has(spare) && !used.has(spare));
  return new Map(
    [...used].filter((letter) => taken.has(letter)).map((letter, at) => [letter, free[at] ?? `${letter}0`]),
  );
}
