import { type Entry, type Formula, tensorsIn, withParts } from '../index/formula.ts';
import { freeLetters } from '../index/free-letters.ts';
import type { Tensor } from '../index/tensor.ts';
import { branchOf } from '../program/text/branch.ts';

/** Where a formula stands: so many loops around it, which of them gives a letter its value (from 1), and what is a variable of theirs. */
export interface Standing {
  readonly depth: number;
  depthOf(letter: string): number;
  isVariable(tensor: Tensor): boolean;
}

/** A formula in which `outside` stands for a function or a power on which the inner loops have no bearing. */
export function hoisted(
  formula: Formula,
  standing: Standing,
  outside: (formula: Formula, depth: number) => Entry,
): Formula {
  const inParts = (): Formula => withParts(formula, (part) => hoisted(part, standing, outside));
  const costs = formula.kind === 'power' || (formula.kind === 'apply' && formula.arguments.length > 0);
  if (!costs || !branchless(formula)) return inParts();
  const needed = Math.max(0, ...[...freeLetters(formula)].map((letter) => standing.depthOf(letter)));
  const hasVariables = tensorsIn(formula).some((tensor) => standing.isVariable(tensor));
  return needed === standing.depth || hasVariables ? inParts() : outside(formula, needed);
}

/** Whether it is no choice between values, which is written as such. */
function branchless(formula: Formula): boolean {
  return formula.kind !== 'apply' || branchOf(formula) === undefined;
}
