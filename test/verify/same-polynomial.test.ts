import { describe, expect, it } from 'vitest';
import { samePolynomial } from '../../src/verify/same-polynomial.ts';
import { treeOf } from '../tree-of.ts';

describe('two texts are the same polynomial', () => {
  it.each([
    ['v1', 'v1'],
    ['(1/2)*(-v4+v1*v2+v3)*v2', '(v2*(v1*v2+v3+((-1)*v4))*(1/2))'],
    ['(v1+v2)^2', 'v1^2+2*v1*v2+v2^2'],
    ['(v1-v2)*(v1+v2)', 'v1*v1-v2^2'],
    ['-v1-v2-v3', '-(v3+v2+v1)'],
    ['-v1^2', '(-1)*v1*v1'],
    ['0.25*v1', 'v1/4'],
    ['(v1*3)/(2*3)', '(1/2)*v1'],
    ['v1-v1', '0'],
    ['v1^0', '1'],
  ])('%s and %s', (one, other) => {
    expect(samePolynomial(one, other, treeOf)).toBe(true);
  });

  it.each([
    ['v1', 'v2'],
    ['-v1^2', '(-v1)^2'],
    ['v1-v2-v3', 'v1-(v2-v3)'],
    ['v1/2*v2', 'v1/(2*v2)'],
    ['0.3333333333333333*v1', 'v1/3'],
  ])('not: %s and %s', (one, other) => {
    expect(samePolynomial(one, other, treeOf)).toBe(false);
  });

  it.each(['e^v1', '1/v1', 'v1^(1/2)', 'v1^v2', 'pi*v1', 'log(v1)', 'sqrt(v1)'])(
    'is not claimed of %s, which is none with rational coefficients',
    (text) => {
      expect(samePolynomial(text, text, treeOf)).toBe(false);
    },
  );

  it('in a sum and a product of thousands', () => {
    const names = Array.from({ length: 5000 }, (_, at) => `v${at}`);
    expect(samePolynomial(names.join('+'), names.toReversed().join('+'), treeOf)).toBe(true);
    expect(samePolynomial(names.join('*'), names.toReversed().join('*'), treeOf)).toBe(true);
  });
});
