import type Fraction from 'fraction.js';
import type { Choice } from '../../expr/spelling.ts';
import type { Operations } from '../../program/worth.ts';

/** A place in the memory of an algebra, found anew where letters have other values. */
export interface Cell {
  /** The array that it is in. */
  readonly array: string;
  at(): number;
}

/** A cell of a loop's first value, and how far the cells of its next values are apart. */
export interface Row extends Cell {
  readonly step: number;
}

/**
 * What numbers are. Loops are made once, of its values and actions; what they are in the end is its own affair: a
 * `Value` is asked for where the letters have values, an `Entry` is what its arrays hold.
 */
export interface Algebra<Value, Entry>
  extends Pick<Operations<Value>, 'sum' | 'product' | 'negative' | 'power'> {
  /** Takes memory for so many entries, all 0. */
  reserve(count: number): void;
  write(array: string, at: number, entries: ArrayLike<Entry>): void;
  read(array: string, at: number, count: number): ArrayLike<Entry>;
  /** Whether the loops of a statement have to be made again, now that its array is known better. */
  isUnsettled(): boolean;

  entry(cell: Cell): Value;
  place(read: () => number): Value;
  call(name: string, given: readonly Value[]): Value;
  choose(choice: Choice<Value>): Value;

  clear(at: number, count: number): () => void;
  /** = */
  set(to: Cell, value: Value | 'lowest'): () => void;
  /** += */
  add(to: Cell, value: Value): () => void;
  /** = the larger of both */
  raise(to: Cell, value: Value): () => void;
  /** Where the candidate is larger than the best so far, or as large, it is kept, and its place in `to`. */
  better(candidate: Value, best: Cell, orEqual: boolean, to: Cell, place: Value): () => void;
  /** Stops where a number is more than 1. */
  refuse(cell: Cell): () => void;
  /** += a b, so many times, each time a step further in each row. */
  addProducts(to: Row, a: Row, b: Row): (count: number) => void;
}

/** Numbers side by side. */
export interface Memory<Entry> {
  [at: number]: Entry;
  readonly length: number;
}

/** The numbers of an algebra whose values are all of one kind. */
export interface NumberKind<Entry> {
  memory(count: number): Memory<Entry>;
  readonly zero: Entry;
  readonly lowest: Entry;
  /** What is given is a number of it. */
  given(entry: Entry): Entry;
  /** A number that is not negative, from its decimal digits. */
  number(digits: string): Entry;
  whole(value: number): Entry;
  plus(a: Entry, b: Entry): Entry;
  minus(a: Entry, b: Entry): Entry;
  negative(value: Entry): Entry;
  times(a: Entry, b: Entry): Entry;
  over(a: Entry, b: Entry): Entry;
  /** memory[to] += memory[a] memory[b], so many times, each time a step further: what nearly all of the time goes into. */
  addProducts(
    memory: Memory<Entry>,
    count: number,
    ...rows: readonly [to: number, toStep: number, a: number, aStep: number, b: number, bStep: number]
  ): void;
  power(base: Entry, exponent: Fraction): Entry;
  /** A function of the catalogue. */
  apply(name: string): (given: readonly Entry[]) => Entry;
  /** What it is compared by. */
  order(value: Entry): number;
}
