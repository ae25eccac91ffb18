import { letter } from './affine.ts';
import { apart } from './apart.ts';
import {
  apply,
  type Condition,
  type Definition,
  type Entry,
  type Formula,
  minus,
  power,
  type Range,
  type Reduction,
  type Winner,
} from './formula.ts';
import { fresh } from './substitute.ts';

/**
 * The derivative of one output by one entry it is made of, at the level of index letters: d o[i,j] / d W[m,n] =
 * I[i+m, j+n]. Along the way down to one occurrence of an entry, every step contributes a factor (the other factors
 * of a product, n x^(n-1), f'(x), the indicator of a maximum), so the derivative is the product of these. The letters
 * that a sum or maximum bound are free in it: they say which entry is meant.
 */
export interface LocalDerivative {
  /** The entry by which it is differentiated, with its subscripts. */
  readonly by: Entry;
  readonly factors: readonly Formula[];
  /** Letters that the sums and maxima on the way bound. */
  readonly bound: readonly Range[];
  /** Conditions under which the entry takes part. */
  readonly where: readonly Condition[];
}

/** One local derivative for every occurrence of an entry in the formula, in reading order. */
export function localDerivatives(definition: Definition): LocalDerivative[] {
  return along(definition.body, [], [], []);
}

function along(
  formula: Formula,
  factors: readonly Formula[],
  bound: readonly Range[],
  where: readonly Condition[],
): LocalDerivative[] {
  const further = (part: Formula, ...more: Formula[]): LocalDerivative[] =>
    along(part, [...factors, ...more], bound, where);
  switch (formula.kind) {
    case 'number':
    case 'place':
      return [];
    case 'slope':
    case 'winner':
      throw new Error('a law is not differentiated again: the graph is, for second derivatives');
    case 'entry':
      return [{ by: formula, factors, bound, where }];
    case 'add':
      // d(a + b)/da = 1
      return formula.terms.flatMap((term) => further(term));
    case 'multiply':
      // d(a b)/da = b
      return formula.factors.flatMap((factor, at) => further(factor, ...formula.factors.toSpliced(at, 1)));
    case 'power': {
      // d(x^n)/dx = n x^(n-1)
      const { base, exponent } = formula;
      const outer: Formula[] = [{ kind: 'number', value: exponent }];
      if (!exponent.equals(1)) outer.push(exponent.equals(2) ? base : power(base, exponent.sub(1)));
      return further(base, ...outer);
    }
    case 'apply':
      return formula.arguments.flatMap((argument, by) =>
        further(argument, { ...formula, kind: 'slope', by }),
      );
    case 'where':
      return along(formula.body, factors, bound, [...where, ...formula.conditions]);
    case 'logsumexp': {
      // d log(sum of e^x_k) / dx_k = e^(x_k - log(sum of e^x_l)), with another letter l below the sum
      const softmax = apply('exp', minus(formula.body, fresh(formula)));
      return along(
        bodyOf(formula),
        [...factors, softmax],
        [...bound, ...formula.over],
        [...where, ...formula.where],
      );
    }
    case 'sum':
      return along(bodyOf(formula), factors, [...bound, ...formula.over], [...where, ...formula.where]);
    case 'max': {
      const wins: Winner = {
        kind: 'winner',
        of: formula,
        at: formula.over.map((range) => letter(range.letter)),
      };
      return along(
        bodyOf(formula),
        [...factors, wins],
        [...bound, ...formula.over],
        [...where, ...formula.where],
      );
    }
  }
}

/** What a reduction is over; inside it its letters have a meaning, so what is bound again there goes by other letters. */
function bodyOf({ body, over }: Reduction): Formula {
  return apart(body, new Set(over.map((range) => range.letter)));
}
