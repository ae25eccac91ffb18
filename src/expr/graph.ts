import Fraction from 'fraction.js';
import type { Catalogue } from '../catalogue.ts';
import type { Notation } from '../notation/notation.ts';
import { demandShort } from './digits.ts';
import type { Node } from './node.ts';
import type { Choice, Language, Spelled, Typed, Values } from './spelling.ts';

/** What a node is. Closed: every pass over the graph has a rule for each of these. */
export const Kind = {
  /** An exact rational. */
  Constant: 0,
  /** An independent variable: an entry of an input, a parameter, a target. */
  Symbol: 1,
  /** Sum of its arguments, sorted by node. */
  Sum: 2,
  /** Product of its arguments, sorted by node; a coefficient c is a product of two, c * (rest), and comes first. */
  Product: 3,
  /** base ^ exponent; the exponent is a Constant node. */
  Power: 4,
  /** A named function of its arguments; slot 0 is the function's place in the graph's catalogue. */
  Apply: 5,
  /** Maximum of its arguments, in the order in which ties are broken. */
  Max: 6,
  /** The indicator that one argument of a Max wins: slots (max node, which argument, tie policy). */
  Winner: 7,
} as const;

export type Kind = (typeof Kind)[keyof typeof Kind];

/**
 * The derivative taken at a kink: 0 takes PyTorch's choice for the function (relu'(0) = 0, |x|'(0) = 0, leaky_relu'(0) = its slope),
 * 1 the derivative from the right, 1/2 the mean of both sides.
 */
export type Kink = '0' | '1' | '1/2';

/**
 * One function of the catalogue (functions/), with everything about it. Graphs apply functions and derivatives are made
 * in graphs, so that the two types stand in one file.
 */
export interface ScalarFunction {
  readonly name: string;
  /** What it is, in one line. */
  readonly summary: string;
  /** How many arguments it takes; undefined for any number of them. */
  readonly arity: number | undefined;
  /** Value in floating point. */
  value(given: readonly number[]): number;
  /** Value in exact arithmetic, or null where it is irrational. */
  exact(given: readonly Fraction[]): Fraction | null;
  /** The partial derivative by each argument, as expressions; null for a parameter that is not differentiated. */
  derivative(graph: Graph, given: readonly Node[], kink: Kink): readonly (Node | null)[];
  /** How it is written. */
  notation(given: readonly Notation[]): Notation;
  /** How each language of code writes it; undefined for a choice, and for what code has loops for. */
  readonly code?: Readonly<Record<Language, Spelled>>;
  /** The comparison of code that it is, where it only chooses between its arguments. */
  choice?<Value>(given: readonly Value[], values: Values<Value>): Choice<Value>;
  /** How people type it; undefined for one that formulas do not have. */
  readonly typed?: Typed;
  /**
   * The same in plain text for another algebra system: of a function with branches the one that these values take
   * (undefined without values). Undefined too where that system has no such function.
   */
  branch(given: readonly string[], values: readonly number[] | undefined): string | undefined;
  /** Whether f(c x) = c f(x) for every c > 0, of all arguments at once, and f of whole numbers is whole. */
  readonly scales?: true;
  /** Whether a piece of it is taken: what `branch` says then holds for these values only. */
  readonly branches: boolean;
  /** For text: where it has a kink and which numbers are a subgradient there, and which of them PyTorch takes. Undefined where it is smooth everywhere. */
  readonly kinks?: { readonly where: string; readonly pytorch: string };
  /** The slopes on the left and on the right where they differ at these arguments; undefined where it is smooth. */
  kinkAt(given: readonly number[]): readonly [left: number, right: number] | undefined;
}

/**
 * Expressions, hash-consed: equal expressions are the same node. Flat typed arrays, no object per node, so that
 * millions of nodes cost tens of bytes each. Node n has the argument slots starts[n] .. starts[n + 1].
 */
export class Graph {
  kinds = new Uint8Array(1024);
  starts = new Int32Array(1025);
  slots = new Int32Array(4096);
  size = 0;

  readonly constants: Fraction[] = [];
  /** The functions that Apply nodes may apply. */
  readonly functions: readonly ScalarFunction[];
  readonly zero: Node;
  readonly one: Node;

  #symbolCount = 0;
  /** Open addressing: node + 1, or 0 for free. */
  #table = new Int32Array(4096);
  /** Of each node, so that the table grows without a look at what nodes are made of. */
  #hashes = new Int32Array(1024);
  readonly #constantNodes = new Map<string, Node>();

  constructor(functions: Catalogue<ScalarFunction> = {}) {
    this.functions = Object.values(functions);
    this.zero = this.constant(0);
    this.one = this.constant(1);
  }

  constant(value: number | bigint | string | Fraction): Node {
    const exact = value instanceof Fraction ? value : new Fraction(value);
    demandShort(exact);
    const key = exact.toFraction();
    const known = this.#constantNodes.get(key);
    if (known !== undefined) return known;
    this.constants.push(exact);
    const node = this.intern(Kind.Constant, [this.constants.length - 1], 1);
    this.#constantNodes.set(key, node);
    return node;
  }

  /** `count` new symbols in consecutive nodes; returns the first. */
  symbols(count: number): Node {
    const first = this.size;
    for (let i = 0; i < count; i++) this.intern(Kind.Symbol, [this.#symbolCount++], 1);
    return first;
  }

  kind(node: Node): Kind {
    return this.kinds[node] as Kind;
  }

  /** How many argument slots a node has. */
  arity(node: Node): number {
    return this.starts[node + 1] - this.starts[node];
  }

  slot(node: Node, at: number): number {
    return this.slots[this.starts[node] + at];
  }

  /** The exact value of a Constant node. */
  valueOf(node: Node): Fraction {
    return this.constants[this.slots[this.starts[node]]];
  }

  /** The node with this kind and these slots: the one that is there, or a new one. */
  intern(kind: Kind, slots: ArrayLike<number>, count: number): Node {
    const key = hash(kind, slots, count);
    let mask = this.#table.length - 1;
    let place = key & mask;
    for (let found = this.#table[place]; found !== 0; found = this.#table[place]) {
      if (this.#hashes[found - 1] === key && this.#same(found - 1, kind, slots, count)) return found - 1;
      place = (place + 1) & mask;
    }
    if ((this.size + 1) * 2 > this.#table.length) {
      this.#growTable();
      mask = this.#table.length - 1;
      place = key & mask;
      while (this.#table[place] !== 0) place = (place + 1) & mask;
    }
    const node = this.#append(kind, slots, count);
    this.#hashes[node] = key;
    this.#table[place] = node + 1;
    return node;
  }

  #same(node: Node, kind: Kind, slots: ArrayLike<number>, count: number): boolean {
    const start = this.starts[node];
    if (this.kinds[node] !== kind || this.starts[node + 1] - start !== count) return false;
    for (let i = 0; i < count; i++) if (this.slots[start + i] !== slots[i]) return false;
    return true;
  }

  #append(kind: Kind, slots: ArrayLike<number>, count: number): Node {
    const node = this.size++;
    if (node === this.kinds.length) {
      this.kinds = grown(this.kinds, new Uint8Array(node * 2));
      this.starts = grown(this.starts, new Int32Array(node * 2 + 1));
      this.#hashes = grown(this.#hashes, new Int32Array(node * 2));
    }
    const start = this.starts[node];
    if (start + count > this.slots.length) {
      this.slots = grown(this.slots, new Int32Array(Math.max(this.slots.length * 2, start + count)));
    }
    this.kinds[node] = kind;
    for (let i = 0; i < count; i++) this.slots[start + i] = slots[i];
    this.starts[node + 1] = start + count;
    return node;
  }

  #growTable(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let node = 0; node < this.size; node++) {
      let place = this.#hashes[node] & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = node + 1;
    }
    this.#table = table;
  }
}

function hash(kind: number, slots: ArrayLike<number>, count: number): number {
  let h = kind + 1;
  for (let i = 0; i < count; i++) {
    h = Math.imul(h ^ slots[i], 0x9e3779b1);
    h ^= h >>> 15;
  }
  return h;
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
