import type Fraction from 'fraction.js';
import { type Quantity, toFloat } from '../evaluate/quantity.ts';
import { type Replaced, StageRun } from '../evaluate/stage-run.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';
import type { EntryOf, Subject } from '../model/subject.ts';
import { unlessTieRefused } from '../model/tie-refused.ts';

/** What follows for an entry from a student's own answers, and how far rounding in these may have moved it. */
export interface FollowedEntry {
  readonly quantity: Quantity;
  readonly slack: number;
  /** It differs from what else follows by nothing but the rounding of answers that are right. */
  readonly byRounding?: true;
}

/** An answer as the student goes on from it. */
interface CarriedAnswer {
  /** What is right where the answer is right to its rounding, what follows where it follows, else what was written. */
  readonly quantity: Quantity;
  readonly written: Quantity;
  readonly isRight: boolean;
  /** Half a unit of the last digit of what was rounded and is not right. */
  readonly rounding: number;
}

/** Rounded answers of which more than this are not followed one by one. */
const mostRounded = 24;

interface Rounded {
  readonly group: 'values' | 'gradients';
  readonly tensor: Tensor;
  readonly place: number;
  readonly moved: Quantity;
}

/** What one student has answered so far, and what would be right from there on. */
export class OwnAnswers {
  readonly #rate: Fraction;
  readonly #model: Model;
  readonly #own = nothing();
  /** The same, digit by digit as it was written. */
  readonly #written = nothing();
  #isRounded = false;
  readonly #wrong = { values: false, gradients: false };
  #rounded: Rounded[] = [];
  #runs = new Map<string, StageRun>();

  constructor(model: Model, rate: Fraction) {
    this.#rate = rate;
    this.#model = model;
  }

  /** Whether anything answered so far is not what is right. */
  get deviates(): boolean {
    return this.#wrong.values || this.#wrong.gradients;
  }

  add({ kind, tensor, place }: EntryOf, { quantity, written, isRight, rounding }: CarriedAnswer): void {
    // Nothing is computed from weights after a step.
    if (kind === 'update') return;
    const group = kind === 'value' ? 'values' : 'gradients';
    put(this.#own[group], tensor, place, quantity);
    put(this.#written[group], tensor, place, written);
    this.#rounded = this.#rounded.filter((rounded) => rounded.tensor !== tensor || rounded.place !== place);
    if (rounding > 0) this.#rounded.push({ group, tensor, place, moved: toFloat(quantity) + rounding });
    if (!isRight) this.#wrong[group] = true;
    if (toFloat(quantity) !== toFloat(written)) this.#isRounded = true;
    this.#runs = new Map();
  }

  /** Everything as it follows from all own answers so far. */
  get run(): StageRun {
    return this.#run('own', this.#own);
  }

  /**
   * What would be right for an entry: from all own answers; from the own outputs alone, which is what somebody does who
   * goes on from them without a look at a gradient written down before; and from all answers as they were rounded.
   */
  following(entry: EntryOf): FollowedEntry[] {
    const outputs: Replaced = { ...this.#own, gradients: new Map() };
    return [
      ...(this.deviates ? this.#from('own', this.#own, entry) : []),
      ...(this.#wrong.gradients && entry.kind !== 'value' ? this.#from('outputs', outputs, entry) : []),
      ...(this.#isRounded
        ? this.#from('written', this.#written, entry).map((followed) => ({
            ...followed,
            byRounding: true as const,
          }))
        : []),
    ];
  }

  #from(name: string, answered: Replaced, { place, ...subject }: EntryOf): FollowedEntry[] {
    const quantity = this.#entry(this.#run(name, answered), subject, place);
    if (quantity === undefined) return [];
    const slack = this.#rounded.slice(0, mostRounded).reduce((sum, rounded) => {
      const entries = answered[rounded.group].get(rounded.tensor);
      if (!entries) return sum;
      const moved: Replaced = {
        ...answered,
        [rounded.group]: new Map(answered[rounded.group]).set(
          rounded.tensor,
          new Map(entries).set(rounded.place, rounded.moved),
        ),
      };
      const key = `${name} ${rounded.group} ${rounded.tensor.name} ${rounded.place}`;
      const shifted = this.#entry(this.#run(key, moved), subject, place);
      return shifted === undefined ? sum : sum + Math.abs(toFloat(shifted) - toFloat(quantity));
    }, 0);
    return [{ quantity, slack }];
  }

  #run(name: string, answered: Replaced): StageRun {
    const known = this.#runs.get(name);
    if (known) return known;
    // A run works out what it is asked for, and more may be answered before that.
    const { values, gradients } = answered;
    const run = new StageRun(this.#model, {
      values: copied(values),
      gradients: copied(gradients),
    });
    this.#runs.set(name, run);
    return run;
  }

  /** Undefined where there is no finite number: a logarithm of what was answered, a tie that is refused. */
  #entry(run: StageRun, subject: Subject, place: number): Quantity | undefined {
    return unlessTieRefused(() => {
      const quantity = run.numbers(subject, this.#rate)[place];
      return Number.isFinite(toFloat(quantity)) ? quantity : undefined;
    });
  }
}

function nothing() {
  return {
    values: new Map<Tensor, Map<number, Quantity>>(),
    gradients: new Map<Tensor, Map<number, Quantity>>(),
  };
}

function put(
  all: Map<Tensor, Map<number, Quantity>>,
  tensor: Tensor,
  place: number,
  quantity: Quantity,
): void {
  const entries = all.get(tensor) ?? new Map<number, Quantity>();
  entries.set(place, quantity);
  all.set(tensor, entries);
}

function copied(answered: Replaced['values']): Replaced['values'] {
  return new Map([...answered].map(([tensor, entries]) => [tensor, new Map(entries)]));
}
