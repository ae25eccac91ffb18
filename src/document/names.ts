import { entryCount, type Role, type Tensor } from '../index/tensor.ts';
import { cotangentNames } from '../model/cotangent-names.ts';
import { givenTensors } from '../model/expansion.ts';
import { modelLetters, otherLetters } from '../model/index-letters.ts';
import type { Model, Step } from '../model/model.ts';
import type { NotationChoices } from '../model/notation-choices.ts';
import { type OwnNotation, ownNotation } from '../model/own-notation.ts';
import { lossSymbol, partial } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import {
  type Counting,
  entryName,
  shownAxes,
  subscripted,
  symbolOf,
  usualCounting,
} from '../writing/entry-name.ts';
import type { FormulaStyle } from '../writing/of-formula.ts';

/** What everything in a derivation is called: one decision for all sections. */
export class Names {
  readonly loss: Notation = lossSymbol();
  readonly counting: Counting;
  /** How formulas are written in these names. */
  readonly style: FormulaStyle;
  /** An author's choices; undefined where everything is written as usual. */
  readonly notation: OwnNotation | undefined;
  readonly #taken: ReadonlySet<string>;
  readonly #letters: ReadonlyMap<string, string>;
  readonly #shown = new Map<Tensor, Tensor>();
  readonly #cotangents = new Map<Tensor, Tensor>();

  constructor(model: Model, choices?: NotationChoices) {
    const outputs = model.steps.map(({ output }) => output);
    const arrays = new Set([...givenTensors(model), ...outputs].map((tensor) => tensor.name));
    this.notation = choices && ownNotation(model, choices);
    this.#taken = this.notation?.usedNames ?? arrays;
    this.#letters = this.notation?.letters ?? otherLetters(modelLetters(model), arrays);
    this.counting = {
      base: this.notation?.base ?? usualCounting.base,
      axes: this.notation?.columnFirst ? columnsFirst(model) : usualCounting.axes,
    };
    this.style = {
      conventions: model.conventions,
      counting: this.counting,
      shown: (tensor) => this.shown(tensor),
      letter: (name) => this.letter(name),
    };
    for (const step of model.steps)
      if (isRename(step, model)) this.#shown.set(step.output, this.shown(step.inputs[0]));
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

  /** What the matrices of an unrolled convolution are called: of the windows of an image, and of a filter. */
  get unrolled(): { readonly image: string; readonly filter: string } {
    return { image: this.free('X', 'U', 'M'), filter: this.free('T', 'S', 'C') };
  }

  /** What a tensor is called where there is only text. */
  spoken({ name }: Tensor): string {
    const symbol = this.notation?.symbols.get(name);
    return symbol ? text({ kind: 'symbol', ...symbol, subscripts: [] }) : name;
  }

  letter(name: string): string {
    return this.#letters.get(name) ?? name;
  }

  /** The name of the entry at a row-major position. */
  entry(tensor: Tensor, place: number): Notation {
    return entryName(this.shown(tensor), this.shown(tensor) === tensor ? place : 0, this.counting);
  }

  /** The tensor whose name stands for dL/d(tensor): delta for the outputs of layers with weights; undefined if it has none. */
  cotangent(tensor: Tensor): Tensor | undefined {
    return this.#cotangents.get(tensor);
  }

  /** dL/d(entry), by its short name where it has one: delta_{ij}, or the derivative written out. */
  cotangentEntry(tensor: Tensor, place: number): Notation {
    const named = this.cotangent(tensor);
    return named ? entryName(named, place, this.counting) : partial(this.loss, this.entry(tensor, place));
  }

  /** The same for subscripts in letters. */
  cotangentAt(tensor: Tensor, subscripts: readonly Notation[]): Notation {
    const named = this.cotangent(tensor);
    return named
      ? subscripted(named, subscripts, this.counting)
      : partial(this.loss, subscripted(this.shown(tensor), subscripts, this.counting));
  }

  /** dL/d(tensor), for the tensor as a whole. */
  gradient(tensor: Tensor): Notation {
    return partial(this.loss, symbolOf(this.shown(tensor)));
  }
}

/** The axes of an entry's name, for images and filters the column before the row. */
function columnsFirst({ input, batch }: Model): (tensor: Tensor) => readonly number[] {
  const samples = (tensor: Tensor): number =>
    batch !== undefined && dataRoles.includes(tensor.role) ? 1 : 0;
  const isImage = (tensor: Tensor): boolean => tensor.shape.length - samples(tensor) >= 3;
  return (tensor) => {
    const axes = shownAxes(tensor.shape);
    const [row, column] = axes.slice(-2);
    // Of a sequence, of channels and places, there are no columns, nor where an image has shrunk to one number.
    const both = row === tensor.shape.length - 2 && column === tensor.shape.length - 1;
    return isImage(input) && isImage(tensor) && both ? [...axes.slice(0, -2), column, row] : axes;
  };
}

const dataRoles: readonly Role[] = ['input', 'output', 'target', 'upstream'];

/**
 * Whether a step only gives one number another name: flattened, p is still p, which is what a reader knows. Where others
 * take it too the two have gradients of their own, and so names.
 */
function isRename({ definitions, inputs, output }: Step, { steps }: Model): boolean {
  const [input] = inputs;
  return (
    definitions.every(({ body }) => body.kind === 'entry') &&
    entryCount(output.shape) === 1 &&
    entryCount(input.shape) === 1 &&
    steps.filter((step) => step.inputs.includes(input)).length === 1
  );
}
