import Fraction from 'fraction.js';
import { functionNamed } from '../functions/index.ts';
import { rowMajor } from '../index/affine.ts';
import {
  type Condition,
  type Definition,
  type Formula,
  isReduction,
  parts,
  type Range,
  type Reduction,
} from '../index/formula.ts';
import { freeLetters } from '../index/free-letters.ts';
import { lettersIn } from '../index/letters.ts';
import { compile, loops, type SlotValues } from '../index/loops.ts';
import { simplify } from '../index/simplify.ts';
import type { Model } from '../model/model.ts';
import { analysisOf } from './analysis.ts';
import { type Arrays, evaluator, type Surroundings, type Value } from './law-values.ts';
import { type ChoiceMet, type EntryPlace, slopeTaken } from './nonsmooth.ts';
import { readsOf } from './reads-of.ts';

/** A choice that is met by rules over arrays. */
export interface ProgramChoice extends ChoiceMet {
  /** Where it is no entry or one of its candidates is none: what tells it from every other. */
  readonly inside?: Inside;
}

/** A choice inside a longer formula. */
export interface Inside {
  /** What the members of the maximum, or the arguments of the function, are made of. */
  readonly reads: string;
  /** The places of the candidates among the members of the maximum. */
  readonly members: readonly number[];
}

/** Every tie and kink that the numbers of a model meet, rule by rule, in the order of computation. */
export function choicesMet(model: Model, arrays: Arrays): ProgramChoice[] {
  const found: ProgramChoice[] = [];
  for (const { definitions } of analysisOf(model).rules)
    for (const definition of definitions) new Watch(model, simplify(definition), arrays, found).look();
  return found;
}

/** Where a formula stands: the letters that have values there, and the conditions that hold. */
interface Within {
  readonly ranges: readonly Range[];
  readonly where: readonly Condition[];
}

/** The maxima and the functions with kinks of one definition. */
class Watch {
  readonly #model: Model;
  readonly #definition: Definition;
  readonly #found: ProgramChoice[];
  readonly #slots: ReadonlyMap<string, number>;
  readonly #around: Surroundings;

  constructor(model: Model, definition: Definition, arrays: Arrays, found: ProgramChoice[]) {
    this.#model = model;
    this.#definition = definition;
    this.#found = found;
    const names = new Set([...definition.over.map(({ letter }) => letter), ...lettersIn(definition.body)]);
    this.#slots = new Map([...names].map((name, at) => [name, at]));
    this.#around = { arrays, slots: this.#slots, choice: model.conventions };
  }

  look(): void {
    const { body, over } = this.#definition;
    this.#visit(body, { ranges: over, where: [] });
  }

  #visit(formula: Formula, within: Within): void {
    if (formula.kind === 'max') this.#ties(formula, within);
    if (formula.kind === 'apply' && functionNamed(formula.function).kinks) this.#kinks(formula, within);
    const inside = isReduction(formula)
      ? { ranges: [...within.ranges, ...formula.over], where: [...within.where, ...formula.where] }
      : formula.kind === 'where'
        ? { ...within, where: [...within.where, ...formula.conditions] }
        : within;
    for (const part of parts(formula)) this.#visit(part, inside);
  }

  #ties(formula: Reduction, within: Within): void {
    const letters = new Int32Array(this.#slots.size);
    const each = loops(formula, this.#slots);
    const value = evaluator(this.#around, formula.body);
    const place = this.#placeOf(formula.body);
    const output = this.#outputOf(formula);
    const known = new Map<string, EntryPlace[]>();
    const reads = readsOf(formula, this.#slots);
    this.#everywhere(formula, within, letters, () => {
      let largest = Number.NEGATIVE_INFINITY;
      let equal = 0;
      each(letters, () => {
        const member = value(letters);
        if (member === largest) equal++;
        if (member > largest) [largest, equal] = [member, 1];
      });
      if (equal < 2) return;
      const candidates: { at: EntryPlace | undefined }[] = [];
      const tied: number[] = [];
      const members: number[] = [];
      let which = 0;
      each(letters, () => {
        const at = place(letters);
        if (at) members.push(at.place);
        if (value(letters) === largest) {
          candidates.push({ at });
          tied.push(which);
        }
        which++;
      });
      // Two windows with the same members, as at the borders of a padded image, are one maximum.
      const key = members.join(',');
      const same = members.length > 0 ? known.get(key) : undefined;
      const at = output(letters);
      if (same) {
        if (at) same.push(at);
        return;
      }
      const alike: EntryPlace[] = [];
      known.set(key, alike);
      const inside =
        at && candidates.every((candidate) => candidate.at)
          ? undefined
          : { reads: reads(letters), members: tied };
      this.#found.push({
        kind: 'tie',
        output: at,
        alike,
        candidates,
        value: largest,
        ...(inside && { inside }),
      });
    });
  }

  #kinks(formula: Extract<Formula, { kind: 'apply' }>, within: Within): void {
    const letters = new Int32Array(this.#slots.size);
    const applied = functionNamed(formula.function);
    const given = formula.arguments.map((argument): Value => evaluator(this.#around, argument));
    const place = this.#placeOf(formula.arguments[0]);
    const output = this.#outputOf(formula);
    // A kink is met with the same numbers again and again: ReLU at 0.
    const chosen = new Map<string, number>();
    const reads = formula.arguments.map((argument) => readsOf(argument, this.#slots));
    this.#everywhere(formula, within, letters, () => {
      const numbers = given.map((argument) => argument(letters));
      const slopes = applied.kinkAt(numbers);
      if (!slopes) return;
      const key = numbers.join();
      const slope = chosen.get(key) ?? slopeTaken(applied, numbers, this.#model.conventions.kink);
      chosen.set(key, slope);
      const [at, candidate] = [output(letters), place(letters)];
      this.#found.push({
        kind: 'kink',
        output: at,
        candidates: [{ at: candidate }],
        ...((!at || !candidate) && {
          inside: { reads: reads.map((read) => read(letters)).join(), members: [] },
        }),
        value: applied.value(numbers),
        bend: {
          function: applied.name,
          argument: numbers[0],
          slopes,
          chosen: slope,
        },
      });
    });
  }

  /** For all values of the letters that a formula speaks of, once each. */
  #everywhere(formula: Formula, { ranges, where }: Within, letters: SlotValues, visit: () => void): void {
    const free = freeLetters(formula);
    const over = ranges.filter(({ letter }) => free.has(letter));
    const known = where.filter(({ value }) => value.terms.every(({ letter }) => free.has(letter)));
    loops({ kind: 'sum', over, where: known, body: formula }, this.#slots)(letters, visit);
  }

  /** The entry that a formula is, where it is one. */
  #placeOf(formula: Formula): (letters: SlotValues) => EntryPlace | undefined {
    if (formula.kind !== 'entry') return () => undefined;
    const { tensor, subscripts } = formula;
    const place = compile(rowMajor(tensor.shape, subscripts), this.#slots);
    return (letters) => ({ tensor, place: place(letters) });
  }

  /** The entry that is computed there, where the formula is the whole of its rule. */
  #outputOf(formula: Formula): (letters: SlotValues) => EntryPlace | undefined {
    const { output, subscripts, body } = this.#definition;
    return this.#placeOf(
      formula === body && output.role !== 'loss'
        ? { kind: 'entry', tensor: output, subscripts }
        : { kind: 'number', value: new Fraction(0) },
    );
  }
}
