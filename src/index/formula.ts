import Fraction from 'fraction.js';
import type { Tensor } from './tensor.ts';

/**
 * The index language: a layer's forward rule, stated once. Letters count from 0 here and from 1 on the page.
 *
 *   o[f, i, j] = b[f] + sum over c, m, n of W[f, c, m, n] * I[c, s*i + d*m - p, s*j + d*n - p]
 */
export interface Definition {
  readonly output: Tensor;
  /** The letters of the left-hand side and how far each runs. */
  readonly over: readonly Range[];
  /** Where the value goes: affine too, so that groups (f = F*g + h) and flattening stay formulas without division. */
  readonly subscripts: readonly Affine[];
  readonly body: Formula;
}

export type Formula =
  | { readonly kind: 'number'; readonly value: Fraction }
  | Entry
  | { readonly kind: 'add'; readonly terms: readonly Formula[] }
  | { readonly kind: 'multiply'; readonly factors: readonly Formula[] }
  | { readonly kind: 'power'; readonly base: Formula; readonly exponent: number }
  | { readonly kind: 'apply'; readonly function: string; readonly argument: Formula }
  | Reduction;

export interface Entry {
  readonly kind: 'entry';
  readonly tensor: Tensor;
  readonly subscripts: readonly Affine[];
}

/** Sum or maximum of the body over all letters in `over` for which every condition of `where` holds. */
export interface Reduction {
  readonly kind: 'sum' | 'max';
  readonly over: readonly Range[];
  readonly where: readonly Condition[];
  readonly body: Formula;
}

/** 0 <= letter < size. */
export interface Range {
  readonly letter: string;
  readonly size: number;
}

/** 0 <= value < below. */
export interface Condition {
  readonly value: Affine;
  readonly below: number;
}

/** constant + sum of coefficient * letter, over the integers. */
export interface Affine {
  readonly constant: number;
  readonly terms: readonly AffineTerm[];
}

export interface AffineTerm {
  readonly letter: string;
  readonly coefficient: number;
}

/** affine(-1, ['i', 2], ['m', 1]) is 2*i + m - 1; terms with coefficient 0 are left out. */
export function affine(
  constant: number,
  ...terms: (readonly [letter: string, coefficient: number])[]
): Affine {
  return {
    constant,
    terms: terms
      .filter(([, coefficient]) => coefficient !== 0)
      .map(([letter, coefficient]) => ({ letter, coefficient })),
  };
}

export function letter(name: string): Affine {
  return affine(0, [name, 1]);
}

export function range(name: string, size: number): Range {
  return { letter: name, size };
}

export function number(value: number | Fraction): Formula {
  return { kind: 'number', value: new Fraction(value) };
}

export function entry(tensor: Tensor, ...subscripts: Affine[]): Entry {
  return { kind: 'entry', tensor, subscripts };
}

export function add(...terms: Formula[]): Formula {
  return terms.length === 1 ? terms[0] : { kind: 'add', terms };
}

export function multiply(...factors: Formula[]): Formula {
  return factors.length === 1 ? factors[0] : { kind: 'multiply', factors };
}

export function power(base: Formula, exponent: number): Formula {
  return { kind: 'power', base, exponent };
}

export function apply(name: string, argument: Formula): Formula {
  return { kind: 'apply', function: name, argument };
}

export function sum(over: readonly Range[], body: Formula, where: readonly Condition[] = []): Formula {
  return { kind: 'sum', over, where, body };
}

export function max(over: readonly Range[], body: Formula, where: readonly Condition[] = []): Formula {
  return { kind: 'max', over, where, body };
}

/** The formula and everything inside it, outermost first. */
export function* subformulas(formula: Formula): Generator<Formula> {
  yield formula;
  for (const part of parts(formula)) yield* subformulas(part);
}

function parts(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'number':
    case 'entry':
      return [];
    case 'add':
      return formula.terms;
    case 'multiply':
      return formula.factors;
    case 'power':
      return [formula.base];
    case 'apply':
      return [formula.argument];
    case 'sum':
    case 'max':
      return [formula.body];
  }
}
