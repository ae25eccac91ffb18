import Fraction from 'fraction.js';
import type { Affine } from '../index/affine.ts';
import { type Entry, type Formula, multiply, number, type Reduction } from '../index/formula.ts';
import { tidy } from '../index/tidy.ts';
import { type Branch, branchOf } from './text/branch.ts';

/** What a formula is made of, in the order in which it is worked out: text of a language, or numbers of an algebra. */
export interface Operations<Value> {
  entry(entry: Entry): Value;
  /** The value of letters as a number. */
  place(form: Affine): Value;
  reduction(reduction: Reduction): Value;
  /** a + b - c */
  sum(terms: readonly SignedTerm<Value>[]): Value;
  /** A number that is not negative times what stands above the line, divided by what stands below. */
  product(coefficient: Fraction, over: readonly Value[], under: readonly Value[]): Value;
  negative(value: Value): Value;
  /** x to a positive power other than 1. */
  power(base: Value, exponent: Fraction, formula: Formula): Value;
  /** A function of the catalogue, applied. */
  call(name: string, given: readonly Value[], formulas: readonly Formula[]): Value;
  /** One value where a comparison holds, another where not. */
  choose(branch: Branch, write: (formula: Formula) => Value): Value;
}

export interface SignedTerm<Value> {
  readonly negative: boolean;
  readonly value: Value;
}

/** A formula without derivatives and winners, by the operations that it is made of. */
export function worth<Value>(formula: Formula, operations: Operations<Value>): Value {
  const inner = (part: Formula): Value => worth(part, operations);
  switch (formula.kind) {
    case 'number':
    case 'multiply': {
      const pushed = factorsIntoBranch(factorsOf(formula));
      if (pushed) return operations.choose(pushed, inner);
      const { negative, value } = signed(formula, operations);
      return negative ? operations.negative(value) : value;
    }
    case 'entry':
      return operations.entry(formula);
    case 'add':
      return operations.sum(formula.terms.map((term) => signed(term, operations)));
    case 'power':
      return formula.exponent.s < 0n ? inner(multiply(number(1), formula)) : powerOf(formula, operations);
    case 'apply': {
      const branch = branchOf(formula);
      return branch
        ? operations.choose(branch, inner)
        : operations.call(formula.function, formula.arguments.map(inner), formula.arguments);
    }
    case 'place':
      return operations.place(formula.value);
    case 'sum':
    case 'max':
    case 'logsumexp':
      return operations.reduction(formula);
    case 'slope':
    case 'winner':
    case 'where':
      throw new Error(`a ${formula.kind} is written as a plain formula before`);
  }
}

function powerOf<Value>(
  { base, exponent }: Extract<Formula, { kind: 'power' }>,
  operations: Operations<Value>,
): Value {
  const value = worth(base, operations);
  return exponent.equals(1) ? value : operations.power(value, exponent, base);
}

/** A formula as its sign and what follows it. */
function signed<Value>(formula: Formula, operations: Operations<Value>): SignedTerm<Value> {
  const factors = factorsOf(formula);
  if ((formula.kind !== 'multiply' && formula.kind !== 'number') || factorsIntoBranch(factors))
    return { negative: false, value: worth(formula, operations) };
  let coefficient = new Fraction(1);
  const over: Value[] = [];
  const under: Value[] = [];
  for (const factor of factors) {
    if (factor.kind === 'number') coefficient = coefficient.mul(factor.value);
    else if (factor.kind === 'power' && factor.exponent.s < 0n)
      under.push(powerOf({ ...factor, exponent: factor.exponent.neg() }, operations));
    else over.push(worth(factor, operations));
  }
  return { negative: coefficient.s < 0n, value: operations.product(coefficient.abs(), over, under) };
}

function factorsOf(factor: Formula): readonly Formula[] {
  return factor.kind === 'multiply' ? factor.factors.flatMap(factorsOf) : [factor];
}

/** x [z > 0] is x where z > 0, and 0 elsewhere. */
function factorsIntoBranch(factors: readonly Formula[]): Branch | undefined {
  const at = factors.findIndex((factor) => factor.kind === 'apply' && branchOf(factor) !== undefined);
  const factor = factors[at];
  const branch = factor?.kind === 'apply' ? branchOf(factor) : undefined;
  const rest = factors.toSpliced(at, 1).flatMap(factorsOf);
  const named = rest.filter(({ kind }) => kind !== 'number');
  if (!branch || named.length === 0) return undefined;
  const short = named.length === 1 && named[0].kind === 'entry';
  if (!short && !isZero(branch.yes) && !isZero(branch.no)) return undefined;
  const times = (value: Formula): Formula => (isZero(value) ? value : tidy(multiply(...rest, value), []));
  return { ...branch, yes: times(branch.yes), no: times(branch.no) };
}

function isZero(formula: Formula): boolean {
  return formula.kind === 'number' && formula.value.equals(0);
}
