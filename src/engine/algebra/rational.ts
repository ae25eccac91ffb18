import Fraction from 'fraction.js';
import { isTooLong } from '../../expr/digits.ts';
import type { Choice } from '../../expr/spelling.ts';
import { leastMultiple } from './least-multiple.ts';

/** A whole numerator, a fraction, null where it is irrational; undefined below all numbers. */
export type ExactEntry = bigint | Fraction | null | undefined;

/** Numerators over one denominator. */
export interface OverOne {
  readonly over: bigint;
  read(): bigint;
}

/** An exact number: over a denominator that is known before it is read, or a fraction of its own. */
export type Rational = OverOne | { readonly over: undefined; read(): Fraction | null };

export function isOver(value: Rational): value is OverOne {
  return value.over !== undefined;
}

/** Its numerator over a multiple of its denominator. */
export function scaled({ over, read }: OverOne, multiple: bigint): () => bigint {
  const factor = multiple / over;
  if (factor === 1n) return read;
  const bits = BigInt(factor.toString(2).length - 1);
  return 1n << bits === factor ? () => read() << bits : () => read() * factor;
}

/** Below 0, 0 or above 0 as the left one is less, equal or more; null where one is null. */
export function compared(left: Rational, right: Rational): () => number | null {
  if (isOver(left) && isOver(right)) {
    const over = leastMultiple(left.over, right.over);
    const [a, b] = [scaled(left, over), scaled(right, over)];
    return () => {
      const [first, second] = [a(), b()];
      return first < second ? -1 : first > second ? 1 : 0;
    };
  }
  const fraction = (value: Rational): Fraction | null =>
    isOver(value) ? new Fraction(value.read(), value.over) : value.read();
  return () => {
    const [first, second] = [fraction(left), fraction(right)];
    return first && second && first.compare(second);
  };
}

/** Whether two numbers stand in a relation, from how they compare. */
export function holds(relation: Choice<unknown>['relation'], order: number): boolean {
  switch (relation) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}

/** A function of fractions; null where one is null, or the result has too many digits. */
export function mapped(
  given: readonly Rational[],
  exact: (given: readonly Fraction[]) => Fraction | null,
): Extract<Rational, { over: undefined }> {
  const reads = given.map((value) =>
    isOver(value) ? () => new Fraction(value.read(), value.over) : value.read,
  );
  return {
    over: undefined,
    read: () => {
      const numbers: Fraction[] = [];
      for (const read of reads) {
        const number = read();
        if (number === null) return null;
        numbers.push(number);
      }
      const result = exact(numbers);
      return result && isTooLong(result) ? null : result;
    },
  };
}

/** Fractions taken together, the first with the second and so on. */
export function folded(
  values: readonly Rational[],
  together: (total: Fraction, next: Fraction) => Fraction,
): Rational {
  return mapped(values, (numbers) => numbers.reduce(together));
}
