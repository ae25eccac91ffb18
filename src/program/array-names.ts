import { apart } from '../index/apart.ts';
import type { Definition, Formula } from '../index/formula.ts';
import { freshLetters, lettersIn } from '../index/letters.ts';
import type { Tensor } from '../index/tensor.ts';
import { cotangentNames } from '../model/cotangent-names.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Law } from '../model/laws.ts';
import type { Structure } from '../model/model.ts';
import { lossSymbol, partial, sym } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import { shownAxes, usualCounting } from '../writing/entry-name.ts';
import { type FormulaStyle, ofFormula } from '../writing/of-formula.ts';
import type { CodeNames } from './code-names.ts';
import { Identifiers } from './identifiers.ts';
import type { Renaming } from './renamed.ts';

/** What arrays and letters are called, in the code and in its comments. */
export class ArrayNames implements Renaming, CodeNames {
  readonly style: FormulaStyle;
  /** Short names for what arrives at an output. */
  readonly #cotangents: ReadonlyMap<Tensor, string>;
  readonly #identifiers: Identifiers;
  readonly #arrays = new Map<Tensor, { array: Tensor; axes: readonly number[] }>();
  /** How the entries of an array are written where its own name is another. */
  readonly #written = new Map<Tensor, (subscripts: readonly Notation[]) => Notation>();

  constructor(model: Structure, laws: readonly Law[], reserved: readonly string[]) {
    this.#cotangents = cotangentNames(model);
    this.#identifiers = new Identifiers(reserved);
    const { steps, objective } = model;
    const made = [
      ...steps.map(({ output }) => output),
      ...(objective.kind === 'loss' ? [objective.definition.output] : []),
    ];
    for (const tensor of [...givenTensors(model), ...made]) {
      this.#add(tensor, tensor.name, (subscripts) => sym(tensor.name, ...subscripts));
    }
    for (const { of, gradient } of laws) {
      const short = this.#cotangents.get(of);
      this.#add(gradient, short ?? `d${of.name}`, (subscripts) =>
        short === undefined ? partial(lossSymbol(), sym(of.name, ...subscripts)) : sym(short, ...subscripts),
      );
    }
    this.style = {
      conventions: model.conventions,
      counting: usualCounting,
      shown: (tensor) => tensor,
      letter: (name) => name,
      unnamed: (tensor, subscripts) =>
        this.#written.get(tensor)?.(subscripts) ?? sym(tensor.name, ...subscripts),
    };
  }

  #add(tensor: Tensor, wanted: string, written: (subscripts: readonly Notation[]) => Notation): void {
    const axes = shownAxes(tensor.shape);
    const array: Tensor = {
      name: this.#identifiers.claim(wanted),
      shape: axes.map((axis) => tensor.shape[axis]),
      role: tensor.role,
    };
    this.#arrays.set(tensor, { array, axes });
    this.#written.set(array, written);
  }

  letter(name: string): string {
    return this.#identifiers.letter(name);
  }

  array(tensor: Tensor): { array: Tensor; axes: readonly number[] } {
    const found = this.#arrays.get(tensor);
    if (!found) throw new Error(`${tensor.name} has no array`);
    return found;
  }

  of(tensor: Tensor): Tensor {
    return this.array(tensor).array;
  }

  newName(wanted: string): string {
    return this.#identifiers.numbered(wanted);
  }

  newLetter(used: ReadonlySet<string>): string {
    const candidates = ['m', 'n', ...freshLetters].map((name) => this.letter(name));
    const free = candidates.find((name) => !used.has(name));
    if (free) return free;
    for (let at = 1; ; at++) {
      const name = this.letter(`m${at}`);
      if (!used.has(name)) return name;
    }
  }

  ends(letter: string): readonly [string, string] {
    return this.#identifiers.ends(letter);
  }

  apart(formula: Formula, outside: ReadonlySet<string>): Formula {
    const made = apart(formula, new Set([...outside, ...this.#identifiers.names]));
    this.#identifiers.keepLetters(lettersIn(made));
    return made;
  }

  describe(formula: Formula): string {
    return text(ofFormula(formula, this.style));
  }

  /** The derivative that a short name stands for. */
  derivative({ of }: Law): ((definition: Definition) => Notation[]) | undefined {
    if (!this.#cotangents.has(of)) return undefined;
    return ({ subscripts }) => {
      const entry = ofFormula({ kind: 'entry', tensor: this.of(of), subscripts }, this.style);
      return [partial(lossSymbol(), entry)];
    };
  }
}
