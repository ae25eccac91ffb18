import {
  type Application,
  apply,
  type Condition,
  type Definition,
  type Entry,
  type Formula,
  minus,
  power,
  type Range,
  type Reduction,
} from './formula.ts';
import { fresh } from './fresh.ts';

/**
 * The derivative of one output by one entry it is made of, at the level of index letters: d o[i,j] / d W[m,n] =
 * I[i+m, j+n]. Along the way down to one occurrence of an entry, every step contributes a factor (the other factors
 * of a product, n x^(n-1), f'(x), the indicator of a maximum), so the derivative is the product of these. The letters
 * that a sum or maximum bound are free in it: they say which entry is meant.
 */
export interface LocalDerivative {
  /** The entry by which it is differentiated, with its subscripts. */
  readonly by: Entry;
  readonly factors: readonly LocalFactor[];
  /** Letters that the sums and maxima on the way bound. */
  readonly bound: readonly Range[];
  /** Conditions under which the entry takes part. */
  readonly where: readonly Condition[];
}

export type LocalFactor =
  | { readonly kind: 'formula'; readonly formula: Formula }
  /** The derivative of a function by one of its arguments. */
  | { readonly kind: 'slope'; readonly of: Application; readonly by: number }
  /** The indicator that `by` is the winner of this maximum. */
  | { readonly kind: 'wins'; readonly reduction: Reduction };

/** One local derivative for every occurrence of an entry in the formula, in reading order. */
export function localDerivatives(definition: Definition): LocalDerivative[] {
  return along(definition.body, [], [], []);
}

function along(
  formula: Formula,
  factors: readonly LocalFactor[],
  bound: readonly Range[],
  where: readonly Condition[],
): LocalDerivative[] {
  const further = (part: Formula, ...more: Formula[]): LocalDerivative[] =>
    along(part, [...factors, ...more.map(asFactor)], bound, where);
  switch (formula.kind) {
    case 'number':
    case 'place':
      return [];
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
        along(argument, [...factors, { kind: 'slope', of: formula, by }], bound, where),
      );
    case 'logsumexp': {
      // d log(sum of e^x_k) / dx_k = e^(x_k - log(sum of e^x_l)), with another letter l below the sum
      const softmax = apply('exp', minus(formula.body, fresh(formula)));
      return along(
        formula.body,
        [...factors, asFactor(softmax)],
        [...bound, ...formula.over],
        [...where, ...formula.where],
      );
    }
    case 'sum':
      return along(formula.body, factors, [...bound, ...formula.over], [...where, ...formula.where]);
    case 'max': {
      const wins: LocalFactor = { kind: 'wins', reduction: formula };
      return along(
        formula.body,
        [...factors, wins],
        [...bound, ...formula.over],
        [...where, ...formula.where],
      );
    }
  }
}

function asFactor(formula: Formula): LocalFactor {
  return { kind: 'formula', formula };
}
