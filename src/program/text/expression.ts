import Fraction from 'fraction.js';
import { Binds, type Code, negated, within } from '../../expr/code.ts';
import { nearestDouble } from '../../expr/nearest-double.ts';
import type { Affine } from '../../index/affine.ts';
import { type Entry, type Formula, multiply, number, type Reduction } from '../../index/formula.ts';
import { tidy } from '../../index/tidy.ts';
import { type Branch, branchOf } from './branch.ts';

/** What differs between languages, and between one entry and whole arrays. */
export interface Spelling {
  entry(entry: Entry): Code;
  /** The value of letters as a number. */
  place(form: Affine): Code;
  reduction(reduction: Reduction): Code;
  /** A number from its decimal digits. */
  number(digits: string): Code;
  /** x to a positive power other than 1. */
  power(base: Code, exponent: Fraction, formula: Formula): Code;
  /** A function of the catalogue, applied. */
  call(name: string, given: readonly Code[], formulas: readonly Formula[]): Code;
  /** One value where a comparison holds, another where not. */
  choose(branch: Branch, write: (formula: Formula) => Code): Code;
}

/** A formula without derivatives and winners as code. */
export function expression(formula: Formula, spelling: Spelling): Code {
  const inner = (part: Formula): Code => expression(part, spelling);
  switch (formula.kind) {
    case 'number':
    case 'multiply': {
      const pushed = factorsIntoBranch(factorsOf(formula));
      if (pushed) return spelling.choose(pushed, inner);
      const { negative, code } = signed(formula, spelling);
      return negative ? { text: negated(code), binds: Binds.Product } : code;
    }
    case 'entry':
      return spelling.entry(formula);
    case 'add':
      return sum(formula.terms, spelling);
    case 'power':
      return formula.exponent.s < 0n ? inner(multiply(number(1), formula)) : powerOf(formula, spelling);
    case 'apply': {
      const branch = branchOf(formula);
      return branch
        ? spelling.choose(branch, inner)
        : spelling.call(formula.function, formula.arguments.map(inner), formula.arguments);
    }
    case 'place':
      return spelling.place(formula.value);
    case 'sum':
    case 'max':
    case 'logsumexp':
      return spelling.reduction(formula);
    case 'slope':
    case 'winner':
    case 'where':
      throw new Error(`a ${formula.kind} is written as a plain formula before`);
  }
}

function powerOf({ base, exponent }: Extract<Formula, { kind: 'power' }>, spelling: Spelling): Code {
  const code = expression(base, spelling);
  return exponent.equals(1) ? code : spelling.power(code, exponent, base);
}

/** a + b - c */
function sum(terms: readonly Formula[], spelling: Spelling): Code {
  const text = terms.reduce((written, term, at) => {
    const { negative, code } = signed(term, spelling);
    if (at === 0) return negative ? negated(code) : within(code, Binds.Sum);
    const part = within(code, Binds.Product);
    return `${written} ${negative ? '-' : '+'} ${part}`;
  }, '');
  return { text, binds: Binds.Sum };
}

/** A formula as its sign and what follows it. */
function signed(formula: Formula, spelling: Spelling): { readonly negative: boolean; readonly code: Code } {
  const factors = factorsOf(formula);
  if ((formula.kind !== 'multiply' && formula.kind !== 'number') || factorsIntoBranch(factors))
    return { negative: false, code: expression(formula, spelling) };
  let coefficient = new Fraction(1);
  const over: Code[] = [];
  const under: Code[] = [];
  for (const factor of factors) {
    if (factor.kind === 'number') coefficient = coefficient.mul(factor.value);
    else if (factor.kind === 'power' && factor.exponent.s < 0n)
      under.push(powerOf({ ...factor, exponent: factor.exponent.neg() }, spelling));
    else over.push(expression(factor, spelling));
  }
  return { negative: coefficient.s < 0n, code: product(coefficient.abs(), over, under, spelling.number) };
}

/** A positive number times what stands above the line, divided by what stands below. */
export function product(
  coefficient: Fraction,
  over: readonly Code[],
  under: readonly Code[],
  spelled: Spelling['number'],
): Code {
  const { above, below } = digits(coefficient, over.length + under.length === 0);
  return quotient(
    [...(above !== '1' || over.length === 0 ? [spelled(above)] : []), ...over],
    [...(below !== '1' ? [spelled(below)] : []), ...under],
  );
}

function factorsOf(factor: Formula): readonly Formula[] {
  return factor.kind === 'multiply' ? factor.factors.flatMap(factorsOf) : [factor];
}

/** a * b / (c * d) */
function quotient(over: readonly Code[], under: readonly Code[]): Code {
  const product = (codes: readonly Code[]): Code =>
    codes.length === 1
      ? codes[0]
      : {
          text: codes.map((code, at) => within(code, at === 0 ? Binds.Product : Binds.Sign)).join(' * '),
          binds: Binds.Product,
          leadsWithPower: codes[0].leadsWithPower === true,
        };
  const above = product(over);
  if (under.length === 0) return above;
  return {
    text: `${within(above, Binds.Product)} / ${within(product(under), Binds.Power)}`,
    binds: Binds.Product,
    leadsWithPower: above.leadsWithPower === true,
  };
}

/** A fraction as one divides: 3, 1 / 4, a short decimal such as 0.044715 (0.1 where it stands alone), otherwise 2 / 3. */
function digits(value: Fraction, alone: boolean): { above: string; below: string } {
  const double = nearestDouble(value);
  const decimal = String(double);
  const isShort = decimal.length <= 9 && new Fraction(decimal).equals(value);
  if (value.d === 1n || (isShort && (alone || value.n !== 1n))) return { above: decimal, below: '1' };
  const exact = Number.isSafeInteger(Number(value.n)) && Number.isSafeInteger(Number(value.d));
  return exact ? { above: String(value.n), below: String(value.d) } : { above: decimal, below: '1' };
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
