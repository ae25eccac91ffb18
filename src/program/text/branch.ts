import type { Choice, Values } from '../../expr/spelling.ts';
import { functionNamed } from '../../functions/index.ts';
import { apply, type Formula, multiply, number } from '../../index/formula.ts';
import { keyOf } from '../key.ts';

/** yes where left relation right, no where not. */
export type Branch = Choice<Formula>;

const formulas: Values<Formula> = {
  number,
  product: multiply,
  apply,
  alike: (a, b) => keyOf(a) === keyOf(b),
};

/** Functions that only choose between values, as the choice that they make; undefined for all others. */
export function branchOf(formula: Extract<Formula, { kind: 'apply' }>): Branch | undefined {
  return functionNamed(formula.function).choice?.(formula.arguments, formulas);
}
