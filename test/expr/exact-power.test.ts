import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { exactPower } from '../../src/expr/exact-power.ts';

describe('an exact power', () => {
  it.each([
    ['4', '1/2', '2'],
    ['4/9', '1/2', '2/3'],
    ['4/9', '-1/2', '3/2'],
    ['8/27', '2/3', '4/9'],
    ['2', '1/2', null],
    ['4/3', '1/2', null],
    ['-4', '1/2', null],
    ['-2', '3', '-8'],
    ['0', '1/2', '0'],
    ['0', '-1', null],
    ['0', '0', '1'],
    // Too many digits, or a root between 1 and 2.
    ['2', '6644', null],
    ['1/2', '-100000000000', null],
    ['9', '1/99999999999', null],
    ['-1', '100000000001', '-1'],
  ])('%s ^ %s is %s', (base, exponent, expected) => {
    expect(exactPower(new Fraction(base), new Fraction(exponent))?.toFraction() ?? null).toBe(expected);
  });

  it('finds the root of a number of a thousand digits at once', () => {
    const root = 7n ** 600n;
    const half = new Fraction(1, 2);
    expect(exactPower(new Fraction(root * root), half)?.n).toBe(root);
    expect(exactPower(new Fraction(root * root + 1n), half)).toBeNull();
  });
});
