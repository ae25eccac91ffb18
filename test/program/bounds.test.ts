import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affine } from '../../src/index/affine.ts';
import { range } from '../../src/index/formula.ts';
import { type Bound, spanOf } from '../../src/program/bounds.ts';

const coefficient = fc.integer({ min: -3, max: 3 });
const nonZero = coefficient.filter((value) => value !== 0);

describe('conditions as bounds of a loop', () => {
  it('let through the values for which the conditions hold, and no others', () => {
    const condition = fc.record({
      own: nonZero,
      other: coefficient,
      constant: fc.integer({ min: -6, max: 6 }),
      below: fc.integer({ min: 1, max: 7 }),
    });
    let inside = 0;
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 3 }), (said) => {
        const [size, others] = [6, 5];
        const conditions = said.map(({ own, other, constant, below }) => ({
          value: affine(constant, ['v', own], ['m', other]),
          below,
        }));
        const { from, below, mayBeEmpty } = spanOf(range('v', size), conditions, [range('m', others)]);
        for (let m = 0; m < others; m++) {
          const first = Math.max(...from.map((bound) => numberAt(bound, m)));
          const last = Math.min(...below.map((bound) => numberAt(bound, m)));
          if (!mayBeEmpty) expect(last).toBeGreaterThanOrEqual(first);
          for (let v = 0; v < size; v++) {
            const holds = said.every((one) => {
              const value = one.own * v + one.other * m + one.constant;
              return value >= 0 && value < one.below;
            });
            expect(v >= first && v < last).toBe(holds);
            if (holds) inside++;
          }
        }
      }),
      { numRuns: 300, seed: 5 },
    );
    expect(inside).toBeGreaterThan(500);
  });

  it('leave out what others make superfluous', () => {
    // 0 <= k - m < 2 for k below 3 and m below 2 is m <= k < m + 2
    const conditions = [{ value: affine(0, ['k', 1], ['m', -1]), below: 2 }];
    const { from, below, mayBeEmpty } = spanOf(range('k', 3), conditions, [range('m', 2)]);
    expect(from).toEqual([{ form: affine(0, ['m', 1]), divisor: 1 }]);
    expect(below).toEqual([{ form: affine(2, ['m', 1]), divisor: 1 }]);
    expect(mayBeEmpty).toBe(false);
  });
});

function numberAt({ form, divisor }: Bound, m: number): number {
  const value = form.terms.reduce((sum, term) => sum + term.coefficient * m, form.constant);
  return Math.ceil(value / divisor);
}
