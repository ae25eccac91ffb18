import Fraction from 'fraction.js';
import { isTooLong } from '../../expr/digits.ts';
import { exactPower } from '../../expr/exact-power.ts';
import type { Choice } from '../../expr/spelling.ts';
import { functionNamed } from '../../functions/index.ts';
import { TieRefused } from '../../model/tie-refused.ts';
import type { SignedTerm } from '../../program/worth.ts';
import type { Algebra, Cell, Row } from './algebra.ts';
import { leastMultiple } from './least-multiple.ts';
import {
  compared,
  type ExactEntry,
  folded,
  holds,
  isOver,
  mapped,
  type OverOne,
  type Rational,
  scaled,
} from './rational.ts';

/**
 * Exact numbers. An array has whole numerators over one denominator, which is known before the loops run: that of a
 * product is the product, of a sum the least multiple of all; maxima and choices keep it. Quotients, roots and functions
 * have none: there each entry is a fraction, or null where it is irrational or has too many digits.
 */
export class Exact implements Algebra<Rational, Fraction | null> {
  #memory: ExactEntry[] = [];
  /** By array; null where entries are fractions. */
  readonly #denominators = new Map<string, bigint | null>();
  #unsettled = false;

  reserve(count: number): void {
    this.#memory = new Array<ExactEntry>(count).fill(0n);
  }

  /** Its denominator is found here: an array is written before the first run, and once. */
  write(array: string, at: number, entries: ArrayLike<Fraction | null>): void {
    const all = Array.from(entries);
    const over = all.reduce(
      (least: bigint | null, entry) => entry && least && leastMultiple(least, entry.d),
      1n,
    );
    this.#denominators.set(array, over);
    for (const [place, entry] of all.entries())
      this.#memory[at + place] = entry && over ? entry.s * entry.n * (over / entry.d) : entry;
  }

  read(array: string, at: number, count: number): (Fraction | null)[] {
    const over = this.#denominators.get(array) ?? 1n;
    return this.#memory
      .slice(at, at + count)
      .map((entry) => (typeof entry === 'bigint' ? new Fraction(entry, over) : (entry ?? null)));
  }

  isUnsettled(): boolean {
    const found = this.#unsettled;
    this.#unsettled = false;
    return found;
  }

  entry({ array, at }: Cell): Rational {
    const memory = this.#memory;
    const over = this.#denominators.get(array) ?? (this.#denominators.has(array) ? undefined : 1n);
    // What was cleared is a whole 0, among fractions too.
    return over === undefined
      ? { over, read: () => fractionOf(memory[at()]) }
      : { over, read: () => memory[at()] as bigint };
  }

  place(read: () => number): Rational {
    return { over: 1n, read: () => BigInt(read()) };
  }

  sum(terms: readonly SignedTerm<Rational>[]): Rational {
    const values = terms.map(({ negative, value }) => (negative ? this.negative(value) : value));
    if (values.every(isOver)) {
      const over = values.reduce((least, value) => leastMultiple(least, value.over), 1n);
      const [first, ...rest] = values.map((value) => scaled(value, over));
      return rest.reduce<OverOne>((total, read) => ({ over, read: () => total.read() + read() }), {
        over,
        read: first,
      });
    }
    return folded(values, (total, term) => total.add(term));
  }

  product(coefficient: Fraction, over: readonly Rational[], under: readonly Rational[]): Rational {
    const { n, d } = coefficient;
    const denominator = over.reduce((product, value) => product * (value.over ?? 1n), d);
    if (under.length === 0 && over.every(isOver) && !isTooLong(new Fraction(1n, denominator))) {
      const reads = over.map(({ read }) => read);
      const factors = n === 1n && reads.length > 0 ? reads : [() => n, ...reads];
      const read = factors.reduce((product, factor) => () => product() * factor());
      return { over: denominator, read };
    }
    const inverses = under.map((value) =>
      mapped([value], ([divisor]) => (divisor.equals(0) ? null : divisor.inverse())),
    );
    const constant: Rational = { over: undefined, read: () => coefficient };
    return folded([constant, ...over, ...inverses], (product, factor) => product.mul(factor));
  }

  negative(value: Rational): Rational {
    return isOver(value)
      ? { over: value.over, read: () => -value.read() }
      : mapped([value], ([number]) => number.neg());
  }

  power(base: Rational, exponent: Fraction): Rational {
    const over = isOver(base) && exponent.d === 1n && exponent.s > 0n ? base.over ** exponent.n : undefined;
    if (isOver(base) && over !== undefined && !isTooLong(new Fraction(1n, over)))
      return { over, read: () => base.read() ** exponent.n };
    return mapped([base], ([number]) => exactPower(number, exponent));
  }

  call(name: string, given: readonly Rational[]): Rational {
    const { exact, scales } = functionNamed(name);
    if (!scales || !given.every(isOver)) return mapped(given, exact);
    // f(n / d) = f(n) / d
    const over = given.reduce((least, value) => leastMultiple(least, value.over), 1n);
    const reads = given.map((value) => scaled(value, over));
    return {
      over,
      read: () => {
        const found = exact(reads.map((read) => new Fraction(read())));
        return found ? found.s * found.n : 0n;
      },
    };
  }

  choose({ left, relation, right, yes, no }: Choice<Rational>): Rational {
    const order = compared(left, right);
    if (isOver(left) && isOver(right) && isOver(yes) && isOver(no)) {
      const over = leastMultiple(yes.over, no.over);
      const [then, otherwise] = [scaled(yes, over), scaled(no, over)];
      return { over, read: () => (holds(relation, order() ?? 0) ? then() : otherwise()) };
    }
    const [then, otherwise] = [mapped([yes], ([value]) => value), mapped([no], ([value]) => value)];
    return {
      over: undefined,
      read: () => {
        const found = order();
        return found === null ? null : holds(relation, found) ? then.read() : otherwise.read();
      },
    };
  }

  clear(at: number, count: number): () => void {
    return () => this.#memory.fill(0n, at, at + count);
  }

  set(to: Cell, value: Rational | 'lowest'): () => void {
    const memory = this.#memory;
    const { at } = to;
    const read = value === 'lowest' ? (): undefined => undefined : this.#stored(to, value);
    return () => {
      memory[at()] = read();
    };
  }

  add(to: Cell, value: Rational): () => void {
    return this.set(
      to,
      this.sum(
        [to, value].map((term) => ({ negative: false, value: 'at' in term ? this.entry(term) : term })),
      ),
    );
  }

  raise(to: Cell, value: Rational): () => void {
    return this.#larger(value, to, false, undefined);
  }

  better(candidate: Rational, best: Cell, orEqual: boolean, to: Cell, place: Rational): () => void {
    // Of fractions one may be unknown, and the winner with it.
    const known = isOver(candidate) ? place : mapped([place], ([value]) => value);
    return this.#larger(candidate, best, orEqual, { to, read: this.#stored(to, known) });
  }

  #larger(
    candidate: Rational,
    best: Cell,
    orEqual: boolean,
    winner: { readonly to: Cell; readonly read: () => ExactEntry } | undefined,
  ): () => void {
    const memory = this.#memory;
    const read = this.#stored(best, candidate);
    return () => {
      const at = best.at();
      const [next, most] = [read(), memory[at]];
      const unknown = next === null || most === null;
      if (!unknown && !isLarger(next, most, orEqual)) return;
      memory[at] = unknown ? null : next;
      if (winner) memory[winner.to.at()] = unknown ? null : winner.read();
    };
  }

  refuse(cell: Cell): () => void {
    const { read, over } = this.entry(cell);
    return () => {
      const tied = read();
      const count = tied === null ? 1 : Number(tied.valueOf()) / Number(over ?? 1n);
      if (count > 1) throw new TieRefused(count);
    };
  }

  addProducts(to: Row, a: Row, b: Row): (count: number) => void {
    let next = 0;
    const along = ({ array, at, step }: Row): Cell => ({ array, at: () => at() + next * step });
    const product = this.product(new Fraction(1), [this.entry(along(a)), this.entry(along(b))], []);
    const add = this.add(along(to), product);
    return (count) => {
      for (next = 0; next < count; next++) add();
    };
  }

  /** A value as its array has it; the array's denominator becomes a multiple of the value's. */
  #stored({ array }: Cell, value: Rational): () => ExactEntry {
    const known = this.#denominators.get(array);
    const over = known === null || !isOver(value) ? null : leastMultiple(known ?? 1n, value.over);
    if (over !== known) {
      this.#denominators.set(array, over);
      this.#unsettled = true;
    }
    return over === null || !isOver(value) ? mapped([value], ([number]) => number).read : scaled(value, over);
  }
}

function fractionOf(entry: ExactEntry): Fraction | null {
  return typeof entry === 'bigint' ? new Fraction(entry) : (entry ?? null);
}

function isLarger(next: ExactEntry, best: ExactEntry, orEqual: boolean): boolean {
  if (typeof next === 'bigint' && typeof best === 'bigint') return orEqual ? next >= best : next > best;
  // Everything is more than the lowest.
  if (!(next instanceof Fraction) || !(best instanceof Fraction)) return true;
  const order = next.compare(best);
  return orEqual ? order >= 0 : order > 0;
}
