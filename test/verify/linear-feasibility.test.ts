import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import {
  feasiblePoint,
  type LinearConstraint,
  type LinearForm,
} from '../../src/verify/linear-feasibility.ts';

const form = (constant: number, ...coefficients: readonly number[]): LinearForm => ({
  constant: new Fraction(constant),
  terms: new Map(
    coefficients.flatMap((value, at) => (value === 0 ? [] : [[at, new Fraction(value)] as const])),
  ),
});
const between = (least: number | undefined, one: LinearForm, most: number | undefined): LinearConstraint => ({
  form: one,
  least: least === undefined ? undefined : new Fraction(least),
  most: most === undefined ? undefined : new Fraction(most),
});
const value = ({ constant, terms }: LinearForm, at: readonly Fraction[]): Fraction =>
  [...terms].reduce((sum, [variable, coefficient]) => sum.add(coefficient.mul(at[variable])), constant);

describe('a point that keeps all constraints', () => {
  it.each<[string, number, readonly LinearConstraint[], boolean]>([
    ['nothing is asked', 1, [], true],
    ['x + y = 1', 2, [between(1, form(0, 1, 1), 1)], true],
    ['x + y = -1, both at least 0', 2, [between(-1, form(0, 1, 1), -1)], false],
    ['x = 1 and x = 2', 1, [between(1, form(0, 1), 1), between(2, form(0, 1), 2)], false],
    ['x <= 3 and x >= 3', 1, [between(undefined, form(0, 1), 3), between(3, form(0, 1), undefined)], true],
    ['a constant within its bounds', 0, [between(1, form(2), 3)], true],
    ['a constant beyond its bounds', 0, [between(1, form(4), 3)], false],
    [
      'x - y = 0, x + y >= 2, x <= 0',
      2,
      [
        between(0, form(0, 1, -1), 0),
        between(2, form(0, 1, 1), undefined),
        between(undefined, form(0, 1), 0),
      ],
      false,
    ],
  ])('%s', (_, count, constraints, exists) => {
    expect(feasiblePoint(count, constraints) !== undefined).toBe(exists);
  });

  it('is found where one was there to begin with, and is one', () => {
    const small = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(fc.array(small, { minLength: 5, maxLength: 5 }), small, fc.nat(2), fc.nat(2)), {
          maxLength: 6,
        }),
        (hidden, rows) => {
          const point = hidden.map((one) => new Fraction(one));
          const constraints = rows.map(([coefficients, constant, below, above]): LinearConstraint => {
            const own = form(constant, ...coefficients.slice(0, hidden.length));
            const here = value(own, point);
            return { form: own, least: here.sub(below), most: here.add(above) };
          });
          const found = feasiblePoint(hidden.length, constraints);
          expect(found).toBeDefined();
          for (const one of found ?? []) expect(one.compare(0)).toBeGreaterThanOrEqual(0);
          for (const { form: own, least, most } of constraints) {
            const here = value(own, found ?? []);
            expect(least && here.compare(least)).toBeGreaterThanOrEqual(0);
            expect(most && here.compare(most)).toBeLessThanOrEqual(0);
          }
        },
      ),
    );
  });
});
