import Fraction from 'fraction.js';
import type { Affine } from './affine.ts';
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
  | { readonly kind: 'power'; readonly base: Formula; readonly exponent: Fraction }
  | Application
  /** The value of letters as a number, counted from 0: the k of [y = k]. */
  | { readonly kind: 'place'; readonly value: Affine }
  | Reduction
  | Where
  | Slope
  | Winner;

export interface Entry {
  readonly kind: 'entry';
  readonly tensor: Tensor;
  readonly subscripts: readonly Affine[];
}

/** A function of the catalogue, applied. */
export interface Application {
  readonly kind: 'apply';
  readonly function: string;
  readonly arguments: readonly Formula[];
}

/** The derivative of a function of the catalogue by one of its arguments, counted from 0. Laws are made of it; no layer is. */
export interface Slope {
  readonly kind: 'slope';
  readonly function: string;
  readonly arguments: readonly Formula[];
  readonly by: number;
}

/** The indicator that the member of a maximum at these values of its letters is the winner. Laws are made of it; no layer is. */
export interface Winner {
  readonly kind: 'winner';
  readonly of: Reduction;
  readonly at: readonly Affine[];
}

/**
 * Sum, maximum or log of the sum of exponentials of the body, over all letters in `over` for which every condition of
 * `where` holds. There is at least one letter: see `reduction`.
 */
export interface Reduction {
  readonly kind: 'sum' | 'max' | 'logsumexp';
  readonly over: readonly Range[];
  readonly where: readonly Condition[];
  readonly body: Formula;
}

/** An Iverson bracket before the body: the body where every condition holds, 0 elsewhere, where its entries need not be there. */
export interface Where {
  readonly kind: 'where';
  readonly conditions: readonly Condition[];
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

export function power(base: Formula, exponent: number | Fraction): Formula {
  return { kind: 'power', base, exponent: new Fraction(exponent) };
}

export function apply(name: string, ...given: Formula[]): Formula {
  return { kind: 'apply', function: name, arguments: given };
}

export function place(value: Affine): Formula {
  return { kind: 'place', value };
}

/** a - b */
export function minus(a: Formula, b: Formula): Formula {
  return add(a, multiply(number(-1), b));
}

export function sum(over: readonly Range[], body: Formula, conditions: readonly Condition[] = []): Formula {
  return reduction({ kind: 'sum', over, where: conditions, body });
}

export function max(over: readonly Range[], body: Formula, conditions: readonly Condition[] = []): Formula {
  return reduction({ kind: 'max', over, where: conditions, body });
}

export function logsumexp(over: readonly Range[], body: Formula): Formula {
  return reduction({ kind: 'logsumexp', over, where: [], body });
}

/** A reduction over no letters has one member: a sum is the member where it is there, a maximum, which has one, is that. */
export function reduction(formula: Reduction): Formula {
  if (formula.over.length > 0) return formula;
  return formula.kind === 'sum' ? where(formula.where, formula.body) : formula.body;
}

/** The body under all of these conditions; the body itself where there are none. */
export function where(conditions: readonly Condition[], body: Formula): Formula {
  if (conditions.length === 0) return body;
  return body.kind === 'where'
    ? { ...body, conditions: [...conditions, ...body.conditions] }
    : { kind: 'where', conditions, body };
}

/** Whether a formula is a reduction: it binds letters. */
export function isReduction(formula: Formula): formula is Reduction {
  return formula.kind === 'sum' || formula.kind === 'max' || formula.kind === 'logsumexp';
}

/** The formula and everything inside it, outermost first. */
export function* subformulas(formula: Formula): Generator<Formula> {
  yield formula;
  for (const part of parts(formula)) yield* subformulas(part);
}

/** Whether something of one of these kinds is in the formula. */
export function hasKind(formula: Formula, ...kinds: readonly Formula['kind'][]): boolean {
  return [...subformulas(formula)].some(({ kind }) => kinds.includes(kind));
}

/** The tensors of all entries in the formula, as often as they occur. */
export function tensorsIn(formula: Formula): Tensor[] {
  return [...subformulas(formula)].flatMap((part) => (part.kind === 'entry' ? [part.tensor] : []));
}

/** What a formula is directly made of. */
export function parts(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'number':
    case 'entry':
    case 'place':
      return [];
    case 'add':
      return formula.terms;
    case 'multiply':
      return formula.factors;
    case 'power':
      return [formula.base];
    case 'apply':
    case 'slope':
      return formula.arguments;
    case 'winner':
      return [formula.of];
    case 'sum':
    case 'max':
    case 'logsumexp':
    case 'where':
      return [formula.body];
  }
}

/** The same formula with each of its parts replaced. */
export function withParts(formula: Formula, replace: (part: Formula) => Formula): Formula {
  switch (formula.kind) {
    case 'number':
    case 'entry':
    case 'place':
      return formula;
    case 'add':
      return { kind: 'add', terms: formula.terms.map(replace) };
    case 'multiply':
      return { kind: 'multiply', factors: formula.factors.map(replace) };
    case 'power':
      return { ...formula, base: replace(formula.base) };
    case 'apply':
    case 'slope':
      return { ...formula, arguments: formula.arguments.map(replace) };
    case 'winner':
      return { ...formula, of: asReduction(replace(formula.of)) };
    case 'sum':
    case 'max':
    case 'logsumexp':
    case 'where':
      return { ...formula, body: replace(formula.body) };
  }
}

function asReduction(formula: Formula): Reduction {
  if (!isReduction(formula)) throw new Error(`a winner needs a maximum, found ${formula.kind}`);
  return formula;
}
