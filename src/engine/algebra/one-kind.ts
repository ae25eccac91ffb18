import type Fraction from 'fraction.js';
import type { Choice } from '../../expr/spelling.ts';
import { TieRefused } from '../../model/tie-refused.ts';
import { digitsOf } from '../../program/digits-of.ts';
import type { SignedTerm } from '../../program/worth.ts';
import type { Algebra, Cell, Memory, NumberKind, Row } from './algebra.ts';

type Read<Entry> = () => Entry;

/** Loops over numbers that are all of one kind, in the order of operations of the generated loops. */
export class OneKind<Entry> implements Algebra<Read<Entry>, Entry> {
  readonly #kind: NumberKind<Entry>;
  #memory: Memory<Entry>;

  constructor(kind: NumberKind<Entry>) {
    this.#kind = kind;
    this.#memory = kind.memory(0);
  }

  reserve(count: number): void {
    this.#memory = this.#kind.memory(count);
  }

  write(_: string, at: number, entries: ArrayLike<Entry>): void {
    for (let place = 0; place < entries.length; place++)
      this.#memory[at + place] = this.#kind.given(entries[place]);
  }

  read(_: string, at: number, count: number): Entry[] {
    return Array.from({ length: count }, (_, place) => this.#memory[at + place]);
  }

  isUnsettled(): boolean {
    return false;
  }

  entry({ at }: Cell): Read<Entry> {
    const memory = this.#memory;
    return () => memory[at()];
  }

  place(read: () => number): Read<Entry> {
    const { whole } = this.#kind;
    return () => whole(read());
  }

  sum(terms: readonly SignedTerm<Read<Entry>>[]): Read<Entry> {
    const { plus, minus } = this.#kind;
    const [first, ...rest] = terms;
    return rest.reduce(
      (total, { negative, value }) =>
        negative ? () => minus(total(), value()) : () => plus(total(), value()),
      first.negative ? this.negative(first.value) : first.value,
    );
  }

  product(coefficient: Fraction, over: readonly Read<Entry>[], under: readonly Read<Entry>[]): Read<Entry> {
    const { times, over: divide } = this.#kind;
    const { above, below } = digitsOf(coefficient, over.length + under.length === 0);
    const all = (digits: string, values: readonly Read<Entry>[], needed: boolean): Read<Entry>[] =>
      digits !== '1' || needed ? [this.#number(digits), ...values] : [...values];
    const multiplied = (values: readonly Read<Entry>[]): Read<Entry> =>
      values.reduce((product, value) => () => times(product(), value()));
    const numerator = multiplied(all(above, over, over.length === 0));
    if (below === '1' && under.length === 0) return numerator;
    const denominator = multiplied(all(below, under, false));
    return () => divide(numerator(), denominator());
  }

  #number(digits: string): Read<Entry> {
    const { number } = this.#kind;
    return () => number(digits);
  }

  negative(value: Read<Entry>): Read<Entry> {
    const { negative } = this.#kind;
    return () => negative(value());
  }

  power(base: Read<Entry>, exponent: Fraction): Read<Entry> {
    const { power } = this.#kind;
    return () => power(base(), exponent);
  }

  call(name: string, given: readonly Read<Entry>[]): Read<Entry> {
    const apply = this.#kind.apply(name);
    return () => apply(given.map((read) => read()));
  }

  choose({ left, relation, right, yes, no }: Choice<Read<Entry>>): Read<Entry> {
    const { order } = this.#kind;
    const holds = relations[relation];
    return () => (holds(order(left()), order(right())) ? yes() : no());
  }

  clear(at: number, count: number): () => void {
    const memory = this.#memory;
    const { zero } = this.#kind;
    return () => {
      for (let place = at; place < at + count; place++) memory[place] = zero;
    };
  }

  set({ at }: Cell, value: Read<Entry> | 'lowest'): () => void {
    const memory = this.#memory;
    const { lowest } = this.#kind;
    return value === 'lowest'
      ? () => {
          memory[at()] = lowest;
        }
      : () => {
          memory[at()] = value();
        };
  }

  add({ at }: Cell, value: Read<Entry>): () => void {
    const memory = this.#memory;
    const { plus } = this.#kind;
    return () => {
      const place = at();
      memory[place] = plus(memory[place], value());
    };
  }

  raise({ at }: Cell, value: Read<Entry>): () => void {
    const memory = this.#memory;
    const { order } = this.#kind;
    return () => {
      const place = at();
      const candidate = value();
      const [best, next] = [order(memory[place]), order(candidate)];
      // What is no number stays, as does 0 beside -0.
      if (next > best || Number.isNaN(next) || (next === best && Object.is(best, -0)))
        memory[place] = candidate;
    };
  }

  better(candidate: Read<Entry>, best: Cell, orEqual: boolean, to: Cell, place: Read<Entry>): () => void {
    const memory = this.#memory;
    const { order } = this.#kind;
    return () => {
      const value = candidate();
      const bestAt = best.at();
      const [next, most] = [order(value), order(memory[bestAt])];
      if (!(orEqual ? next >= most : next > most)) return;
      memory[bestAt] = value;
      memory[to.at()] = place();
    };
  }

  refuse({ at }: Cell): () => void {
    const memory = this.#memory;
    const { order } = this.#kind;
    return () => {
      const tied = order(memory[at()]);
      if (tied > 1) throw new TieRefused(tied);
    };
  }

  addProducts(to: Row, a: Row, b: Row): (count: number) => void {
    const memory = this.#memory;
    const kind = this.#kind;
    return (count) => kind.addProducts(memory, count, to.at(), to.step, a.at(), a.step, b.at(), b.step);
  }
}

const relations: Readonly<Record<Choice<unknown>['relation'], (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};
