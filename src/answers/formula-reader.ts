import { BadInput } from '../bad-input.ts';
import { formulaOfText, functionNames, type TreeOf } from '../expression/formula-of-text.ts';
import { deepest, type Grammar, type Operand } from '../expression/tokens.ts';
import { functions } from '../functions/index.ts';
import { affine } from '../index/affine.ts';
import { apply, entry, type Formula, number } from '../index/formula.ts';
import { entryCount, indexAt } from '../index/tensor.ts';
import { suggestion } from '../values/suggestion.ts';
import { closingOf } from './comparisons.ts';
import { longestFormula } from './limits.ts';
import { extent, type Mention, type Mentions, nameOf } from './mentions.ts';
import { bracketed, fraction, type Inside } from './operands.ts';
import type { Plain } from './plain.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What functions are called besides, and of those that have a derivative of their own (σ'), the name in the catalogue. */
const otherNames = Object.values(functions).flatMap(({ typed }) =>
  (typed?.otherNames ?? []).map((other) => [other, typed?.name ?? other] as const),
);
const withSlopes: ReadonlyMap<string, string> = new Map(
  Object.values(functions).flatMap(({ name, typed }) => (typed?.prime ? [[typed.name, name]] : [])),
);

const name = '\\s*[A-Za-z]\\w*(?:\\{[^}]*\\})?';
/** dp/do_11: the derivatives on the way to the loss have no names. */
const otherDerivative = new RegExp(`^[d∂]${name}\\s*\\)?\\s*/\\s*\\(?\\s*[d∂]${name}`);

/** Reads formulas over a vocabulary, in plain characters. */
export class FormulaReader {
  readonly #vocabulary: Vocabulary;
  readonly #mentions: Mentions;
  readonly #treeOf: TreeOf;
  readonly #functions: ReadonlyMap<string, string>;

  constructor(vocabulary: Vocabulary, mentions: Mentions, treeOf: TreeOf) {
    this.#vocabulary = vocabulary;
    this.#mentions = mentions;
    this.#treeOf = treeOf;
    const all = [...functionNames.map((name) => [name, name] as const), ...otherNames];
    this.#functions = new Map(all.filter(([name]) => !mentions.has(name)));
  }

  /** Throws BadInput for what is no formula; characters are counted in what was written. */
  formula(plain: Plain): Formula {
    return this.#read(plain, 0, plain.text.length, 0);
  }

  #read(plain: Plain, from: number, to: number, depth: number): Formula {
    if (depth > deepest)
      throw new BadInput(`the formula has more than ${deepest} brackets within each other.`);
    const inside = (at: number, until: number) => this.#read(plain, from + at, from + until, depth + 1);
    const placeOf = (at: number) => plain.places[from + at];
    const grammar: Grammar = {
      longest: longestFormula,
      functions: this.#functions,
      placeOf,
      operandAt: (text, at) =>
        bracketed(text, at, inside) ??
        fraction(text, at) ??
        this.#slope(text, at, inside) ??
        this.#powerOfE(text, at, inside) ??
        this.#named(text, at, placeOf(at)),
    };
    const unknown = (name: string): never => {
      throw new BadInput(`found the unknown name ${name} in the formula.`);
    };
    return formulaOfText(plain.text.slice(from, to), this.#treeOf, unknown, grammar);
  }

  /** σ'(z): the derivative of a function, where z is. */
  #slope(text: string, at: number, inside: Inside): Operand | undefined {
    const found = /^([A-Za-z]+)\s*'\s*(?=\()/.exec(text.slice(at, at + 40));
    const called = found && withSlopes.get(this.#functions.get(found[1]) ?? '');
    if (!called) return undefined;
    const open = at + found[0].length;
    const close = closingOf(text, open);
    if (close === undefined) return undefined;
    return {
      length: close + 1 - at,
      formula: { kind: 'slope', function: called, arguments: [inside(open + 1, close)], by: 0 },
    };
  }

  /** e^(...), whose exponent may be a formula, unlike those of other powers. */
  #powerOfE(text: string, at: number, inside: Inside): Operand | undefined {
    const found = /^e\s*\^\s*(?:(\()|-?\s*(?:\d+(?:\.\d+)?|[A-Za-z][\w.]*(?:\{[^}]*\})?))/.exec(
      text.slice(at, at + 100),
    );
    if (!found || this.#mentions.has('e')) return undefined;
    const start = at + found[0].indexOf('^') + 1;
    const end = found[1] === undefined ? at + found[0].length - 1 : closingOf(text, at + found[0].length - 1);
    return end === undefined
      ? undefined
      : { length: end + 1 - at, formula: apply('exp', inside(start, end + 1)) };
  }

  #named(text: string, at: number, place: number): Operand | undefined {
    if (!/[A-Za-z∂∇]/.test(text[at])) return undefined;
    const mention = this.#mentions.at(text, at);
    if (mention)
      return { length: mention.end - at, formula: this.#entry(mention, text.slice(at, mention.end), place) };
    const other = otherDerivative.exec(text.slice(at, at + 200))?.[0];
    if (other)
      throw new BadInput(
        `found ${other} at character ${place + 1} of the formula, expected derivatives of L only.`,
      );
    const word = /^[A-Za-z∂∇][A-Za-z0-9_]*/.exec(text.slice(at))?.[0] ?? text[at];
    if (/^\s*\(/.test(text.slice(at + word.length)) && this.#functions.has(word)) return undefined;
    if (word === 'pi') return { length: 2, formula: apply('pi') };
    if (word === 'e') return { length: 1, formula: apply('exp', number(1)) };
    throw this.#unknown(word, text.slice(at + word.length), place);
  }

  #entry({ tensor, derivative, place, problem }: Mention, written: string, from: number): Formula {
    const found = `found ${written} at character ${from + 1} of the formula`;
    if (problem) throw new BadInput(`${found}, ${problem}.`);
    if (place === undefined && entryCount(tensor.shape) > 1) {
      const name = nameOf({ tensor, derivative });
      throw new BadInput(`${found}, which is a whole array; say which entry: ${extent(tensor, name)}.`);
    }
    const of = derivative ? (this.#vocabulary.cotangents.get(tensor) ?? tensor) : tensor;
    return entry(of, ...indexAt(of.shape, place ?? 0).map((index) => affine(index)));
  }

  #unknown(word: string, rest: string, place: number): BadInput {
    const shown = word.length > 40 ? `${word.slice(0, 37)}...` : word;
    const call = /^\s*\(/.test(rest) && /^[A-Za-z]/.test(word);
    const known = call ? [...this.#functions.keys()] : this.#mentions.known;
    const names = this.#vocabulary.tensors.map(({ name }) => name).join(', ');
    const has = call
      ? `Known functions: ${functionNames.join(', ')}; for a product write *.`
      : `This model has ${names}.`;
    return new BadInput(
      `found the unknown ${call ? 'function' : 'name'} ${shown} at character ${place + 1} of the formula${suggestion(shown, known)} ${has}`,
    );
  }
}
