import Fraction from 'fraction.js';
import type { Notation, Relation } from './notation.ts';

/** Short constructors that keep a formula in the form one would write: no factor 1, no sum of one term. */

export function num(value: number | Fraction): Notation {
  return { kind: 'number', value: value instanceof Fraction ? value : new Fraction(value) };
}

/** A sign of its own: eta, e. */
export function sym(name: string, ...subscripts: Notation[]): Notation {
  return { kind: 'symbol', name, subscripts };
}

/** The letter that a subscript is or that a sum runs over. */
export function indexLetter(name: string): Notation {
  return { kind: 'symbol', name, subscripts: [], role: { kind: 'letter' } };
}

/** The loss, or with words below it a part of it or one of its values. */
export function lossSymbol(...subscripts: Extract<Notation, { kind: 'words' }>[]): Notation {
  return { kind: 'symbol', name: 'L', subscripts, role: { kind: 'loss' } };
}

/** An array as a whole, whatever its sizes. */
export function anyArray(name: string, ...fixed: Notation[]): Notation {
  return { kind: 'symbol', name, subscripts: fixed, role: { kind: 'array', array: name } };
}

/** The sum of the terms, sums among them opened; 0 when there are none. */
export function plus(terms: readonly Notation[]): Notation {
  if (terms.length === 0) return num(0);
  if (terms.length === 1) return terms[0];
  return { kind: 'sum', terms: terms.flatMap((term) => (term.kind === 'sum' ? term.terms : [term])) };
}

/**
 * The product of the factors, flattened, numbers gathered in front, a leading -1 as a sign. With `dots` nothing is
 * gathered: it is a substitution, and every number stands where its symbol stood.
 */
export function times(factors: readonly Notation[], dots = false): Notation {
  if (dots) return dotted(factors);
  let coefficient = new Fraction(1);
  const rest: Notation[] = [];
  const gather = (factor: Notation): void => {
    if (factor.kind === 'number') coefficient = coefficient.mul(factor.value);
    else if (factor.kind === 'negative') {
      coefficient = coefficient.neg();
      gather(factor.of);
    } else if (factor.kind === 'product' && !factor.dots) factor.factors.forEach(gather);
    else rest.push(factor);
  };
  factors.forEach(gather);
  const size = coefficient.abs();
  const all = size.equals(1) && rest.length > 0 ? rest : [num(size), ...rest];
  const product: Notation = all.length === 1 ? all[0] : { kind: 'product', factors: all, dots: false };
  if (coefficient.s >= 0n || size.equals(0)) return product;
  return product.kind === 'number' ? num(coefficient) : { kind: 'negative', of: product };
}

/** -1 times something is a sign, also between numbers. */
function dotted(factors: readonly Notation[]): Notation {
  const [first, ...rest] = factors;
  if (rest.length === 0) return first;
  if (first.kind === 'number' && first.value.equals(-1)) return { kind: 'negative', of: dotted(rest) };
  return { kind: 'product', factors, dots: true };
}

/** Factors above and below one line, the sign in front of it and numbers where they belong: -1/(2 x), not (-1/2)/x. */
export function quotientOf(above: readonly Notation[], below: readonly Notation[]): Notation {
  const product = times(above);
  const { sign, coefficient, rest } = coefficientOf(product);
  const over = times([num(new Fraction(coefficient.n)), ...rest]);
  const under = times([num(new Fraction(coefficient.d)), ...below]);
  const quotient = ratio(over, under);
  return sign < 0 ? { kind: 'negative', of: quotient } : quotient;
}

function coefficientOf(product: Notation): {
  sign: 1 | -1;
  coefficient: Fraction;
  rest: readonly Notation[];
} {
  if (product.kind === 'negative') {
    const { sign, ...inner } = coefficientOf(product.of);
    return { sign: sign < 0 ? 1 : -1, ...inner };
  }
  const factors = product.kind === 'product' && !product.dots ? product.factors : [product];
  const [first, ...rest] = factors;
  if (first?.kind !== 'number') return { sign: 1, coefficient: new Fraction(1), rest: factors };
  return { sign: first.value.s < 0n ? -1 : 1, coefficient: first.value.abs(), rest };
}

export function ratio(over: Notation, under: Notation): Notation {
  return { kind: 'fraction', over, under };
}

/** base ^ exponent as one writes it: roots as roots, negative exponents below a line. */
export function powerOf(base: Notation, exponent: Fraction): Notation {
  if (exponent.s < 0n) return ratio(num(1), powerOf(base, exponent.neg()));
  if (exponent.equals(1)) return base;
  return exponent.equals(new Fraction(1, 2))
    ? { kind: 'call', name: 'sqrt', arguments: [base] }
    : raised(base, num(exponent));
}

export function raised(base: Notation, exponent: Notation): Notation {
  return { kind: 'power', base, exponent };
}

export function partial(of: Notation, by: Notation): Notation {
  return { kind: 'derivative', of, by };
}

/** d^2 of / d by d and */
export function secondPartial(of: Notation, by: Notation, and: Notation = by): Notation {
  return { kind: 'derivative', of, by, and };
}

export function compare(left: Notation, relation: Relation, right: Notation): Notation {
  return { kind: 'comparison', sides: [left, right], relations: [relation] };
}

export const horizontalDots: Notation = { kind: 'dots', direction: 'horizontal' };
export const verticalDots: Notation = { kind: 'dots', direction: 'vertical' };
