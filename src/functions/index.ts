import type { ScalarFunction } from './function.ts';
import { ReLU } from './ReLU.ts';
import { step } from './step.ts';

/** The catalogue of functions by name. */
export const functions: ReadonlyMap<string, ScalarFunction> = new Map(
  [ReLU, step].map((member) => [member.name, member]),
);

/** The function of this name; the names come from our own formulas, so a missing one is our fault. */
export function functionNamed(name: string): ScalarFunction {
  const found = functions.get(name);
  if (!found) throw new Error(`no function ${name} in the catalogue`);
  return found;
}
