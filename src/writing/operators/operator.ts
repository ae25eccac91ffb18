import Fraction from 'fraction.js';
import type { Affine } from '../../index/affine.ts';
import type { Entry, Formula, Range } from '../../index/formula.ts';
import { summedProduct } from '../../index/summed-product.ts';
import type { Tensor } from '../../index/tensor.ts';
import { num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { entryOf, type FormulaStyle, ofAffine } from '../of-formula.ts';

/** One term of a rule or of a law, and what it is a term of. */
export interface RuleTerm {
  readonly formula: Formula;
  /** The left-hand side: a tensor and its subscripts. */
  readonly left: Entry;
  readonly over: readonly Range[];
  readonly style: FormulaStyle;
}

/** A term written with whole arrays. */
export interface OperatorForm {
  /** The axes of the left-hand side that keep their subscripts: o_f = I * W_f has one left. */
  readonly kept: readonly number[];
  readonly right: Notation;
  /** The same in another way: a convolution as a correlation with the filter turned. */
  readonly also?: Notation;
  /** What a reader must know besides. */
  readonly facts: readonly Fact[];
}

/** What the form is an instance of; the document puts it into words. */
export interface Fact {
  readonly kind: 'correlation' | 'turned' | 'spread' | 'repeated' | 'winners' | 'softmax' | 'jacobian';
  /** What moves over what. */
  readonly kernel?: Notation;
  readonly image?: Notation;
}

/** The factors of a term apart: its number, what is summed over and under which conditions, and the rest. */
interface Factors {
  readonly coefficient: Fraction;
  readonly summed: readonly Range[];
  readonly where: readonly { readonly value: Affine; readonly below: number }[];
  readonly rest: readonly Formula[];
}

export function factorsOf(formula: Formula): Factors {
  const product = (part: Formula): readonly Formula[] => (part.kind === 'multiply' ? part.factors : [part]);
  const summed = summedProduct(formula);
  const all = summed ? [...summed.factors, ...product(summed.body)] : product(formula);
  return {
    coefficient: all.reduce(
      (coefficient, factor) => (factor.kind === 'number' ? coefficient.mul(factor.value) : coefficient),
      new Fraction(1),
    ),
    summed: summed?.over ?? [],
    where: summed?.where ?? [],
    rest: all.filter((factor) => factor.kind !== 'number'),
  };
}

/** The letter that a subscript is, if it is one alone. */
export function onlyLetter({ constant, terms }: Affine): string | undefined {
  const [only] = terms;
  return terms.length === 1 && constant === 0 && only.coefficient === 1 ? only.letter : undefined;
}

/** The name of an array with only some of its axes as subscripts: W_{fc} for the filter as a whole. */
export function arrayName(
  { tensor, subscripts }: Entry,
  kept: readonly number[],
  style: FormulaStyle,
): Notation {
  return nameWith(style, tensor, subscripts, kept);
}

function nameWith(
  style: FormulaStyle,
  tensor: Tensor,
  subscripts: readonly Affine[],
  kept: readonly number[],
): Notation {
  const written = entryOf({ kind: 'entry', tensor, subscripts }, style);
  return withSubscripts(written, keptSubscripts({ tensor: style.shown(tensor), subscripts }, kept, style));
}

/** The subscripts of the axes that are kept; a colon for an axis that is there as a whole, before one that is not: delta_{:f}. */
export function keptSubscripts(
  { tensor, subscripts }: Pick<Entry, 'tensor' | 'subscripts'>,
  kept: readonly number[],
  style: FormulaStyle,
): Notation[] {
  const shown = style.counting.axes(tensor);
  const last = shown.findLastIndex((axis) => kept.includes(axis));
  return shown
    .slice(0, last + 1)
    .map(
      (axis): Notation =>
        kept.includes(axis) ? ofAffine(subscripts[axis], style) : { kind: 'words', text: ':' },
    );
}

/** An entry with some of its subscripts only, as the array that they leave: dL/dx_{cij} becomes dL/dx_c, delta_{ij} delta. */
export function withSubscripts(notation: Notation, subscripts: readonly Notation[]): Notation {
  if (notation.kind === 'symbol') {
    const { name, role } = notation;
    const fixed = subscripts.filter(({ kind }) => kind !== 'words').length;
    const isPart = role?.kind === 'entry' && fixed < notation.subscripts.length;
    return {
      kind: 'symbol',
      name,
      subscripts,
      ...(role && { role: isPart ? { ...role, kind: 'array' } : role }),
    };
  }
  if (notation.kind === 'derivative') return { ...notation, by: withSubscripts(notation.by, subscripts) };
  return notation;
}

/** Sizes along several axes: 2 x 2. */
export function by(sizes: readonly number[]): Notation {
  const [first, ...rest] = sizes.map((size): Notation => num(size));
  return rest.reduce(
    (left, right): Notation => ({ kind: 'operation', operator: 'by', of: [left, right] }),
    first,
  );
}
