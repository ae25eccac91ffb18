import { type Affine, rowMajor } from '../index/affine.ts';
import {
  type Condition,
  type Entry,
  type Formula,
  multiply,
  type Range,
  tensorsIn,
} from '../index/formula.ts';
import { lettersIn } from '../index/letters.ts';
import { compile, holding, type SlotValues, slotOf } from '../index/loops.ts';
import type { RulePart } from '../program/statement.ts';
import { evaluator, type Surroundings, type Value } from './law-values.ts';

/** A place of a rule at which an entry of one array is added, times a factor. */
interface Linear {
  readonly entry: Entry;
  readonly factors: readonly Formula[];
  readonly over: readonly Range[];
  readonly where: readonly Condition[];
}

/** Where a part of a rule takes entries of an array; undefined where it is not linear in them. */
export function occurrencesOf(
  part: RulePart,
  array: string,
  arrays: Surroundings['arrays'],
): Occurrence[] | undefined {
  const found = linear(part.body, array, { factors: [], over: part.over, where: [] });
  return found?.map((each) => new Occurrence(part, each, arrays));
}

function linear(formula: Formula, array: string, around: Omit<Linear, 'entry'>): Linear[] | undefined {
  const takes = (part: Formula): boolean => tensorsIn(part).some(({ name }) => name === array);
  if (!takes(formula)) return [];
  switch (formula.kind) {
    case 'entry':
      return [{ ...around, entry: formula }];
    case 'add':
      return together(formula.terms.map((term) => linear(term, array, around)));
    case 'multiply': {
      const [taking, ...more] = formula.factors.filter(takes);
      const others = formula.factors.filter((factor) => factor !== taking);
      return more.length > 0
        ? undefined
        : linear(taking, array, { ...around, factors: [...around.factors, ...others] });
    }
    case 'sum':
      return linear(formula.body, array, {
        ...around,
        over: [...around.over, ...formula.over],
        where: [...around.where, ...formula.where],
      });
    case 'where':
      return linear(formula.body, array, { ...around, where: [...around.where, ...formula.conditions] });
    default:
      return undefined;
  }
}

function together(lists: readonly (readonly Linear[] | undefined)[]): Linear[] | undefined {
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

/** Gives a letter its value, and goes on; or asks whether the values so far can be. */
type Step = (letters: SlotValues, index: readonly number[], goOn: () => void) => void;

/**
 * One place of a rule, read from its right to its left: which entries of the output take an entry of the array. Its
 * subscripts are equations for the letters, i = k + m - 1: all letters but one of each run, and that one is solved for.
 */
export class Occurrence {
  /** At most so many entries of the output are met from one entry of the array. */
  readonly count: number;
  readonly #shape: readonly number[];
  readonly #letters: SlotValues;
  readonly #steps: readonly Step[];
  readonly #factor: Value;
  readonly #place: Value;

  constructor(
    { output, subscripts }: RulePart,
    { entry, factors, over, where }: Linear,
    arrays: Surroundings['arrays'],
  ) {
    const rest = multiply(...factors);
    const names = new Set([...over.map(({ letter }) => letter), ...lettersIn(rest)]);
    const slots = new Map([...names].map((name, at) => [name, at]));
    this.#shape = entry.tensor.shape;
    this.#letters = new Int32Array(slots.size);
    this.#place = compile(rowMajor(output.shape, subscripts), slots);
    this.#factor = evaluator({ arrays, slots, choice: noChoices }, rest);
    const plan = new Plan(over, where, slots);
    const axes = entry.subscripts.map((form, axis) => ({ form, axis }));
    while (axes.length > 0) {
      const [next] = axes.toSorted((a, b) => plan.unknown(a.form).length - plan.unknown(b.form).length);
      axes.splice(axes.indexOf(next), 1);
      plan.solve(next.form, next.axis);
    }
    plan.loopOverRest();
    this.#steps = plan.steps;
    this.count = plan.count;
  }

  /** Calls `add` with each place of the output that takes the entry, and the factor with which it does. */
  spread(place: number, add: (place: number, factor: number) => void): void {
    const index: number[] = [];
    let rest = place;
    for (const size of this.#shape.toReversed()) {
      index.unshift(rest % size);
      rest = Math.floor(rest / size);
    }
    const from = (at: number): void => {
      if (at === this.#steps.length) add(this.#place(this.#letters), this.#factor(this.#letters));
      else this.#steps[at](this.#letters, index, () => from(at + 1));
    };
    from(0);
  }
}

/** No law of a program holds slopes or winners any more. */
const noChoices = { ties: 'first', kink: '0' } as const;

/** In which order the letters get their values. */
class Plan {
  readonly steps: Step[] = [];
  count = 1;
  readonly #left: Map<string, Range>;
  readonly #slots: ReadonlyMap<string, number>;
  #conditions: readonly Condition[];

  constructor(over: readonly Range[], where: readonly Condition[], slots: ReadonlyMap<string, number>) {
    this.#left = new Map(over.map((range) => [range.letter, range]));
    this.#slots = slots;
    this.#conditions = where;
    this.#ask();
  }

  /** The letters of a form that have no value yet, the one with the longest range last. */
  unknown({ terms }: Affine): Range[] {
    return terms.flatMap(({ letter }) => this.#left.get(letter) ?? []).toSorted((a, b) => a.size - b.size);
  }

  solve(form: Affine, axis: number): void {
    const unknown = this.unknown(form);
    const solved = unknown.pop();
    for (const range of unknown) this.#loop(range);
    if (!solved) {
      const value = compile(form, this.#slots);
      this.steps.push((letters, index, goOn) => {
        if (value(letters) === index[axis]) goOn();
      });
      return;
    }
    // constant + c x + rest = index, so x = (index - constant - rest) / c
    const { letter, size } = solved;
    const coefficient = form.terms.find((term) => term.letter === letter)?.coefficient ?? 1;
    const others = { ...form, terms: form.terms.filter((term) => term.letter !== letter) };
    const rest = compile(others, this.#slots);
    const slot = slotOf(this.#slots, letter);
    this.steps.push((letters, index, goOn) => {
      const value = (index[axis] - rest(letters)) / coefficient;
      if (!Number.isInteger(value) || value < 0 || value >= size) return;
      letters[slot] = value;
      goOn();
    });
    this.#has(letter);
  }

  loopOverRest(): void {
    for (const range of [...this.#left.values()]) this.#loop(range);
  }

  #loop({ letter, size }: Range): void {
    const slot = slotOf(this.#slots, letter);
    this.steps.push((letters, _, goOn) => {
      for (let value = 0; value < size; value++) {
        letters[slot] = value;
        goOn();
      }
    });
    this.count *= size;
    this.#has(letter);
  }

  #has(letter: string): void {
    this.#left.delete(letter);
    this.#ask();
  }

  /** Conditions are asked as soon as all their letters have values. */
  #ask(): void {
    const asked = this.#conditions.filter(({ value }) =>
      value.terms.every(({ letter }) => !this.#left.has(letter)),
    );
    if (asked.length === 0) return;
    this.#conditions = this.#conditions.filter((condition) => !asked.includes(condition));
    const hold = holding(asked, this.#slots);
    this.steps.push((letters, _, goOn) => {
      if (hold(letters)) goOn();
    });
  }
}
