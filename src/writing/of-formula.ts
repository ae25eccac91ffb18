import {
  type Affine,
  apply,
  type Condition,
  type Definition,
  type Entry,
  type Formula,
  type Range,
} from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { compare, num, plus, powerOf, quotientOf, sym, times } from '../notation/build.ts';
import type { LetterRange, Notation } from '../notation/notation.ts';
import { subscripted } from './entry-name.ts';

/** How index formulas are written: under which name a tensor goes, and which letter stands for which. */
export interface FormulaStyle {
  /** The tensor under whose name entries are written; the tensor itself unless it is only another one renamed. */
  shown(tensor: Tensor): Tensor;
  /** The letter to print for a letter of the formula. */
  letter(name: string): string;
  /** The notation of a function applied, from its arguments'. */
  call(name: string, ...given: Notation[]): Notation;
}

/** The left-hand side of a definition: o_{ij}. */
export function leftOf(definition: Definition, style: FormulaStyle): Notation {
  return entryOf({ kind: 'entry', tensor: definition.output, subscripts: definition.subscripts }, style);
}

export function ofFormula(formula: Formula, style: FormulaStyle): Notation {
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
      return style.call(formula.function, ...formula.arguments.map(inner));
    case 'place':
      return ofPlace(formula.value, style);
    case 'logsumexp':
      return style.call(
        'log',
        ofFormula({ ...formula, kind: 'sum', body: apply('exp', formula.body) }, style),
      );
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

export function entryOf({ tensor, subscripts }: Entry, style: FormulaStyle): Notation {
  return subscripted(
    style.shown(tensor),
    style.shown(tensor) === tensor ? subscripts.map((subscript) => ofAffine(subscript, style)) : [],
  );
}

/** Letters run from 1 on the page. */
export function letterRanges(over: readonly Range[], style: FormulaStyle): LetterRange[] {
  return over.map(({ letter, size }) => ({ letter: style.letter(letter), from: 1, to: size }));
}

/** 1 <= subscript <= size; for a size of 1 an equation, what is added on its left and what is taken away on its right. */
export function ofCondition({ value, below }: Condition, style: FormulaStyle): Notation {
  if (below === 1 && value.terms.length > 0) {
    const added = value.terms.filter(({ coefficient }) => coefficient > 0);
    const taken = value.terms
      .filter(({ coefficient }) => coefficient < 0)
      .map(({ letter, coefficient }) => ({ letter, coefficient: -coefficient }));
    return compare(
      ofAffine({ constant: 0, terms: added }, style),
      '=',
      ofAffine({ constant: -value.constant, terms: taken }, style),
    );
  }
  return { kind: 'comparison', sides: [num(1), ofAffine(value, style), num(below)], relations: ['<=', '<='] };
}

/** Letters count from 1 on the page, the number that they stand for here counts from 0: k - 1. */
function ofPlace(form: Affine, style: FormulaStyle): Notation {
  return ofAffine({ ...form, constant: form.constant - 1 }, style);
}

/**
 * A subscript that counts from 1, of letters that count from 1: with i = i' - 1 the form c + sum of a * i becomes
 * (c + 1 - sum of a) + sum of a * i'.
 */
export function ofAffine(form: Affine, style: FormulaStyle): Notation {
  const constant = form.terms.reduce((rest, { coefficient }) => rest - coefficient, form.constant + 1);
  const terms = form.terms.map(({ letter, coefficient }) =>
    times([num(coefficient), sym(style.letter(letter))]),
  );
  return plus(constant === 0 && terms.length > 0 ? terms : [...terms, num(constant)]);
}
