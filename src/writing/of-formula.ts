import type { Subgradient } from '../expr/differentiate.ts';
import { functionNamed } from '../functions/index.ts';
import type { Affine } from '../index/affine.ts';
import {
  apply,
  type Condition,
  type Definition,
  type Entry,
  type Formula,
  type Range,
  type Winner,
} from '../index/formula.ts';
import { substitute } from '../index/substitute.ts';
import type { Tensor } from '../index/tensor.ts';
import { compare, indexLetter, num, plus, powerOf, quotientOf, times } from '../notation/build.ts';
import type { LetterRange, Notation } from '../notation/notation.ts';
import { type Counting, subscripted } from './entry-name.ts';
import { slopeNotation } from './slope.ts';

/** How index formulas are written: under which name a tensor goes, and which letter stands for which. */
export interface FormulaStyle {
  /** The tensor under whose name entries are written; the tensor itself unless it is only another one renamed. */
  shown(tensor: Tensor): Tensor;
  /** From where letters and subscripts count, and in which order axes are shown. */
  readonly counting: Counting;
  /** The letter to print for a letter of the formula. */
  letter(name: string): string;
  /** Which derivative is taken at a kink. */
  readonly conventions: Subgradient;
  /** What a whole formula is called, where it has a name: a layer's output for the layer's rule. */
  known?(formula: Formula): Notation | undefined;
  /** How the entry of a tensor that has no name of its own is written: a gradient as a derivative. */
  unnamed?(tensor: Tensor, subscripts: readonly Notation[]): Notation | undefined;
  /** Whether an entry is a candidate of more than one maximum, so that an indicator must say of which. */
  readonly overlapping?: boolean;
}

/** The left-hand side of a definition: o_{ij}. */
export function leftOf(definition: Definition, style: FormulaStyle): Notation {
  return entryOf({ kind: 'entry', tensor: definition.output, subscripts: definition.subscripts }, style);
}

export function ofFormula(formula: Formula, style: FormulaStyle): Notation {
  const known = style.known?.(formula);
  if (known) return known;
  const inner = (part: Formula): Notation => ofFormula(part, style);
  switch (formula.kind) {
    case 'number':
      return num(formula.value);
    case 'entry':
      return entryOf(formula, style);
    case 'add':
      return plus(formula.terms.map(inner));
    case 'multiply': {
      const below = formula.factors.flatMap((factor) =>
        factor.kind === 'power' && factor.exponent.s < 0n
          ? [powerOf(inner(factor.base), factor.exponent.neg())]
          : [],
      );
      const above = formula.factors
        .filter((factor) => factor.kind !== 'power' || factor.exponent.s >= 0n)
        .map(inner);
      return below.length === 0 ? times(above) : quotientOf(above, below);
    }
    case 'power':
      return powerOf(inner(formula.base), formula.exponent);
    case 'apply':
      return functionNamed(formula.function).notation(formula.arguments.map(inner));
    case 'slope': {
      const applied = style.known?.(apply(formula.function, ...formula.arguments));
      return slopeNotation(formula, inner, applied, style.conventions);
    }
    case 'winner':
      return ofWinner(formula, style);
    case 'place':
      return ofPlace(formula.value, style);
    case 'where':
      return times([...brackets(formula.conditions, style), inner(formula.body)]);
    case 'logsumexp':
      return functionNamed('log').notation([
        inner({ ...formula, kind: 'sum', body: apply('exp', formula.body) }),
      ]);
    case 'sum':
    case 'max':
      return {
        kind: 'reduction',
        operator: formula.kind,
        over: letterRanges(formula.over, style),
        where: formula.where.map((condition) => ofCondition(condition, style)),
        body: inner(formula.body),
      };
  }
}

/** [1 <= i - 1 <= 3] [1 <= j - 1 <= 3] */
export function brackets(conditions: readonly Condition[], style: FormulaStyle): Notation[] {
  return conditions.map((condition) => ({ kind: 'bracket', condition: ofCondition(condition, style) }));
}

/** The indicator 1_{ij} of a candidate that is an entry; otherwise, or where windows overlap, [candidate = maximum]. */
function ofWinner({ of, at }: Winner, style: FormulaStyle): Notation {
  const candidate = substitute(of.body, new Map(of.over.map(({ letter }, which) => [letter, at[which]])));
  if (candidate.kind === 'entry' && style.overlapping !== true) {
    const { tensor, subscripts } = candidate;
    return {
      kind: 'indicator',
      subscripts: style.counting.axes(tensor).map((axis) => ofAffine(subscripts[axis], style)),
    };
  }
  return { kind: 'bracket', condition: compare(ofFormula(candidate, style), '=', ofFormula(of, style)) };
}

export function entryOf({ tensor, subscripts }: Entry, style: FormulaStyle): Notation {
  const unnamed = style.unnamed?.(
    tensor,
    subscripts.map((subscript) => ofAffine(subscript, style)),
  );
  if (unnamed) return unnamed;
  return subscripted(
    style.shown(tensor),
    style.shown(tensor) === tensor ? subscripts.map((subscript) => ofAffine(subscript, style)) : [],
    style.counting,
  );
}

/** Letters run from 1 on the page, or from 0. */
export function letterRanges(over: readonly Range[], style: FormulaStyle): LetterRange[] {
  // Letters of one range share a sign; the order of a finite sum does not matter.
  const sizes = [...new Set(over.map(({ size }) => size))];
  const grouped = sizes.flatMap((size) => over.filter((range) => range.size === size));
  return grouped.map(({ letter, size }) => letterRange(style.letter(letter), size, style));
}

/** A letter that takes so many values. */
export function letterRange(
  letter: string,
  size: number,
  { counting: { base } }: Pick<FormulaStyle, 'counting'>,
): LetterRange {
  return { letter, from: base, to: size - 1 + base };
}

/** 1 <= subscript <= size, of one letter alone 2 <= i <= 4; for a size of 1 an equation, what is added on its left and what is taken away on its right. */
export function ofCondition({ value, below }: Condition, style: FormulaStyle): Notation {
  if (below === 1 && value.terms.length > 0) {
    const added = value.terms.filter(({ coefficient }) => coefficient > 0);
    const terms = value.terms
      .filter(({ coefficient }) => coefficient < 0)
      .map(({ letter, coefficient }) => ({ letter, coefficient: -coefficient }));
    return compare(
      ofAffine({ constant: 0, terms: added }, style),
      '=',
      ofAffine({ constant: -value.constant, terms }, style),
    );
  }
  const { base } = style.counting;
  const [only] = value.terms;
  const shift = value.terms.length === 1 && only.coefficient === 1 ? value.constant : 0;
  return {
    kind: 'comparison',
    sides: [
      num(base - shift),
      ofAffine({ ...value, constant: value.constant - shift }, style),
      num(below - 1 + base - shift),
    ],
    relations: ['<=', '<='],
  };
}

/** The number that a letter stands for here counts from 0: k - 1 where letters count from 1. */
function ofPlace(form: Affine, style: FormulaStyle): Notation {
  return ofAffine({ ...form, constant: form.constant - style.counting.base }, style);
}

/**
 * A subscript that counts from b = 1 or 0, of letters that count from b: with i = i' - b the form c + sum of a * i
 * becomes (c + b - b sum of a) + sum of a * i'.
 */
export function ofAffine(form: Affine, style: FormulaStyle): Notation {
  const { base } = style.counting;
  const constant = form.terms.reduce(
    (rest, { coefficient }) => rest - base * coefficient,
    form.constant + base,
  );
  // What is added before what is taken away: k - m + 1.
  const ordered = form.terms.toSorted((a, b) => Number(a.coefficient < 0) - Number(b.coefficient < 0));
  const terms = ordered.map(({ letter, coefficient }) =>
    times([num(coefficient), indexLetter(style.letter(letter))]),
  );
  if (constant === 0 && terms.length > 0) return plus(terms);
  // 3 - i, not -i + 3.
  const last = constant <= 0 || form.terms.some(({ coefficient }) => coefficient > 0);
  return plus(last ? [...terms, num(constant)] : [num(constant), ...terms]);
}
