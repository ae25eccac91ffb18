import * as fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { formulaSpellings } from '../../src/lms/formula-spellings.ts';
import { numberSpellings } from '../../src/lms/number-spellings.ts';

describe('the spellings of numbers', () => {
  it('has fractions, mixed numbers and decimals', () => {
    expect(numberSpellings(new Fraction(3, 4), 3)).toEqual(
      expect.arrayContaining(['3/4', '0.75', '.75', '0,75', '0.750']),
    );
    expect(numberSpellings(new Fraction(-3, 2), 3)).toEqual(
      expect.arrayContaining(['-3/2', '−3/2', '-1 1/2', '-1.5', '−1,500']),
    );
    expect(numberSpellings(new Fraction(2, 3), 2)).toEqual(expect.arrayContaining(['2/3', '0.67', '0.6667']));
    expect(numberSpellings(new Fraction(2, 3), 2)).not.toContain('0.7');
    expect(numberSpellings(new Fraction(-7), 3)).toEqual(expect.arrayContaining(['-7', '−7', '-7.0']));
    expect(numberSpellings(new Fraction(0), 3)).toEqual(expect.arrayContaining(['0', '0.0']));
  });

  it('has the number first, no spelling twice, and each within half a unit', () => {
    const number = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 6 }), ([n, d], decimals) => {
        const value = new Fraction(n, d);
        const spelled = numberSpellings(value, decimals);
        expect(spelled[0]).toBe(value.toFraction());
        expect(new Set(spelled).size).toBe(spelled.length);
        for (const one of spelled) {
          const read = new Fraction(
            one
              .replace('−', '-')
              .replace(',', '.')
              .replace(' / ', '/')
              .replace(/^(-?)\./, '$10.'),
          );
          const off = read.sub(value).abs();
          expect(
            off.mul(2).compare(new Fraction(1n, 10n ** BigInt(Math.max(1, decimals)))),
          ).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('the spellings of formulas', () => {
  it('has the common ones of an entry', () => {
    expect(formulaSpellings('I_11')).toEqual(
      expect.arrayContaining([
        'I_11',
        'I11',
        'I_{11}',
        'I_{1,1}',
        'I_{1, 1}',
        'I[1,1]',
        'I[1][1]',
        'I_1,1',
        'I(1,1)',
      ]),
    );
    expect(formulaSpellings('I_11').filter((one) => one.includes('*'))).toEqual([]);
    expect(formulaSpellings('I_{1,2,10}')).toContain('I[1,2,10]');
    expect(formulaSpellings('I_{1,2,10}')).not.toContain('I_1210');
  });

  it('has products and sums in every order, and Greek letters by name', () => {
    expect(formulaSpellings('δ_11 I_22')).toEqual(
      expect.arrayContaining(['δ_11 I_22', 'I_22 δ_11', 'delta_11*I_22', 'I22*δ11', 'delta_11I_22']),
    );
    expect(formulaSpellings('I_11 + I_22')).toEqual(expect.arrayContaining(['I_22+I_11', 'I22 + I11']));
    expect(formulaSpellings('2 (p − y)')).toEqual(expect.arrayContaining(['2 (p - y)', '2*(p-y)', '2(p-y)']));
    expect(formulaSpellings('−1')).toEqual(['-1', '−1']);
  });
});
