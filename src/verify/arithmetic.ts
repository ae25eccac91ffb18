import Fraction from 'fraction.js';
import { exactDouble } from '../values/exact-double.ts';

/** The few operations that a backward pass over numbers needs, exact or in double precision. */
export interface Arithmetic<T> {
  plus(a: T, b: T): T;
  times(a: T, b: T): T;
  isZero(value: T): boolean;
  of(value: Fraction | number): T;
  exactly(value: T): Fraction;
}

export const exactArithmetic: Arithmetic<Fraction> = {
  plus: (a, b) => a.add(b),
  times: (a, b) => a.mul(b),
  isZero: (value) => value.equals(0),
  of: (value) => (value instanceof Fraction ? value : new Fraction(value)),
  exactly: (value) => value,
};

export const doubleArithmetic: Arithmetic<number> = {
  plus: (a, b) => a + b,
  times: (a, b) => a * b,
  isZero: (value) => value === 0,
  of: (value) => value.valueOf(),
  exactly: (value) => exactDouble(value) ?? new Fraction(0),
};
