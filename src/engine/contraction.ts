import Fraction from 'fraction.js';
import { type Affine, difference, isConstant } from '../index/affine.ts';
import { type Condition, type Entry, entry, type Formula, type Range } from '../index/formula.ts';
import { summedProduct } from '../index/summed-product.ts';
import { extremes } from '../program/bounds.ts';

/**
 * A sum of products of two entries, added to the entries of an array:
 *
 *   to[...] += factor * sum of a[...] * b[...]
 *
 * Each letter is of one of four kinds, by where it stands: rows (in `to` and `a`), columns (in `to` and `b`), depths (not in
 * `to`: what is summed over) and batches (in all three). A matrix product for each batch, whatever the layer is.
 */
export interface Contraction {
  readonly to: Operand;
  readonly a: Operand;
  readonly b: Operand;
  readonly factor: number;
  readonly rows: readonly Range[];
  readonly columns: readonly Range[];
  readonly depths: readonly Range[];
  readonly batches: readonly Range[];
}

/** An entry under conditions that speak of its subscripts: read from, or written to, a copy with borders of zeros. */
export interface Operand {
  readonly entry: Entry;
  /** How many zeros stand before and after each axis; undefined where the array itself will do. */
  readonly borders: readonly Border[] | undefined;
}

export interface Border {
  readonly before: number;
  readonly after: number;
}

/** The term as a contraction; undefined where it is none. */
export function contractionOf(to: Entry, over: readonly Range[], term: Formula): Contraction | undefined {
  const product = productOf(term);
  if (!product) return undefined;
  const { factor, entries, over: inner, where } = product;
  if (entries.length !== 2) return undefined;
  const all = [...over, ...inner];
  const operands = [to, ...entries].map((part) => operand(part, where, all));
  const [written, a, b] = operands;
  const unmet = where.some(
    (condition) =>
      !operands.some(({ entry: { tensor, subscripts } }) => axisOf(condition, tensor.shape, subscripts) >= 0),
  );
  if (unmet || !operands.every((part) => isWithin(part, all))) return undefined;
  const [inTo, inA, inB] = [to, ...entries].map(lettersOf);
  const kind = ({ letter }: Range): Kind => {
    if (!inTo.has(letter)) return 'depths';
    if (inA.has(letter) === inB.has(letter)) return 'batches';
    return inA.has(letter) ? 'rows' : 'columns';
  };
  const of = (wanted: Kind): readonly Range[] => all.filter((range) => kind(range) === wanted);
  return {
    to: written,
    a,
    b,
    factor,
    rows: of('rows'),
    columns: of('columns'),
    depths: of('depths'),
    batches: of('batches'),
  };
}

type Kind = 'rows' | 'columns' | 'depths' | 'batches';

interface Product {
  readonly factor: number;
  readonly entries: readonly Entry[];
  readonly over: readonly Range[];
  readonly where: readonly Condition[];
}

/** c a b, or c a (sum of b c), as its number, its entries and what they are summed over. */
function productOf(term: Formula): Product | undefined {
  const summed = summedProduct(term) ?? { factors: [], over: [], where: [], body: term };
  const inner = summedProduct(summed.body);
  // [conditions] below a sum
  if (inner && inner.over.length > 0) return undefined;
  const factors = [...summed.factors, ...(inner ? [...inner.factors, inner.body] : [summed.body])].flatMap(
    factorsOf,
  );
  let number = new Fraction(1);
  const entries: Entry[] = [];
  for (const factor of factors) {
    if (factor.kind === 'number') number = number.mul(factor.value);
    else if (factor.kind === 'entry') entries.push(factor);
    else return undefined;
  }
  return {
    factor: number.valueOf(),
    entries,
    over: summed.over,
    where: [...summed.where, ...(inner?.where ?? [])],
  };
}

function factorsOf(factor: Formula): readonly Formula[] {
  return factor.kind === 'multiply' ? factor.factors.flatMap(factorsOf) : [factor];
}

/** The borders that an entry needs so that a condition on a subscript need not be asked. */
function operand({ tensor, subscripts }: Entry, where: readonly Condition[], all: readonly Range[]): Operand {
  const needed = where.map((condition) => axisOf(condition, tensor.shape, subscripts));
  if (!needed.some((axis) => axis >= 0)) return { entry: entry(tensor, ...subscripts), borders: undefined };
  const borders = subscripts.map((form, axis): Border => {
    if (!needed.includes(axis)) return { before: 0, after: 0 };
    const { least, most } = extremes(form, all);
    return { before: Math.max(0, -least), after: Math.max(0, most + 1 - tensor.shape[axis]) };
  });
  return { entry: entry(tensor, ...subscripts), borders };
}

/** The axis on which a condition says that the subscript is one of the array; -1 where there is none. */
function axisOf(
  { value, below }: Condition,
  shape: readonly number[],
  subscripts: readonly Affine[],
): number {
  return subscripts.findIndex(
    (form, axis) => shape[axis] === below && isConstant(difference(form, value), 0),
  );
}

/** Whether all subscripts are in the array and its borders, whatever values the letters have. */
function isWithin({ entry: { tensor, subscripts }, borders }: Operand, all: readonly Range[]): boolean {
  return subscripts.every((form, axis) => {
    const { least, most } = extremes(form, all);
    const { before, after } = borders?.[axis] ?? { before: 0, after: 0 };
    return least >= -before && most < tensor.shape[axis] + after;
  });
}

function lettersOf({ subscripts }: Entry): ReadonlySet<string> {
  return new Set(subscripts.flatMap(({ terms }) => terms.map(({ letter }) => letter)));
}

/** How many products it is the sum of. */
export function productCount({ rows, columns, depths, batches }: Contraction): number {
  return [...rows, ...columns, ...depths, ...batches].reduce((count, { size }) => count * size, 1);
}
