import { apply, type Formula, number } from '../../index/formula.ts';
import { keyOf } from '../program/key.ts';

/** yes where left relation right, no where not. */
export interface Branch {
  readonly left: Formula;
  readonly relation: Comparison;
  readonly right: Formula;
  readonly yes: Formula;
  readonly no: Formula;
}

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** Functions that only choose between values, as the choice that they make; undefined for all others. */
export function branchOf(formula: Extract<Formula, { kind: 'apply' }>): Branch | undefined {
  switch (formula.function) {
    case 'isClass': {
      const [left, right] = formula.arguments;
      return { left, relation: '==', right, yes: number(1), no: number(0) };
    }
    case 'LeakyReLU': {
      const [left, slope] = formula.arguments;
      return {
        left,
        relation: '>',
        right: number(0),
        yes: left,
        no: { kind: 'multiply', factors: [slope, left] },
      };
    }
    case 'piecewise':
      return piecewise(formula.arguments);
    default:
      return undefined;
  }
}

/** `below`, `at` or `above`, by whether left is below, at or above right. */
function piecewise([left, right, below, at, above]: readonly Formula[]): Branch {
  const is = (one: Formula, other: Formula): boolean => keyOf(one) === keyOf(other);
  const zero = keyOf(number(0));
  if (is(below, above)) {
    return keyOf(above) === zero
      ? { left, relation: '==', right, yes: at, no: above }
      : { left, relation: '!=', right, yes: above, no: at };
  }
  if (is(at, above)) {
    return keyOf(above) === zero
      ? { left, relation: '<', right, yes: below, no: above }
      : { left, relation: '>=', right, yes: above, no: below };
  }
  if (is(at, below)) {
    return keyOf(above) === zero
      ? { left, relation: '<=', right, yes: below, no: above }
      : { left, relation: '>', right, yes: above, no: below };
  }
  const rest = apply('piecewise', left, right, below, at, at);
  return { left, relation: '>', right, yes: above, no: rest };
}
