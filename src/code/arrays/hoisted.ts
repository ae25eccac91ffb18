import { letter } from '../../index/affine.ts';
import {
  type Entry,
  entry,
  type Formula,
  isReduction,
  type Range,
  type Reduction,
  withParts,
} from '../../index/formula.ts';
import { freeLetters } from '../../index/free-letters.ts';
import { isInside } from '../../index/inside.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { CodeNames } from '../../program/code-names.ts';
import { keyOf } from '../../program/key.ts';
import { repeated } from '../../program/repeated.ts';
import type { RuleStatement } from '../../program/statement.ts';
import { loopLetters } from './loop-letters.ts';

/** Whether a formula cannot be written for all values of its letters at once: conditions need loops, and some sums. */
export function isLooped(formula: Formula): boolean {
  return formula.kind === 'where' || (isReduction(formula) && needsLoops(formula));
}

function needsLoops({ over, where, body }: Reduction): boolean {
  if (where.length > 0) return true;
  const free = [...freeLetters(body)].map(
    (name): Range => ({ letter: name, size: Number.POSITIVE_INFINITY }),
  );
  const others = free.filter(({ letter: name }) => over.every((range) => range.letter !== name));
  return loopLetters({ left: [], value: body, where, ranges: [...others, ...over] }).size > 0;
}

/**
 * The formula with arrays for parts of it, which are made before: sums that need loops (with `all`, every sum), and what
 * occurs more than once.
 */
export function hoisted(
  formula: Formula,
  ranges: readonly Range[],
  all: boolean,
  names: CodeNames,
): { readonly formula: Formula; readonly before: readonly RuleStatement[] } {
  const before: RuleStatement[] = [];
  const made = new Map<string, Entry>();
  const twice = repeated(formula);
  const visit = (part: Formula, scope: readonly Range[]): Formula => {
    const key = keyOf(part);
    const known = made.get(key);
    if (known) return known;
    const inner = isReduction(part) ? [...scope, ...part.over] : scope;
    const isArray = twice.has(key) || isLooped(part) || (all && isReduction(part));
    if (!isArray) return withParts(part, (part) => visit(part, inner));
    const free = freeLetters(part);
    const over = scope.filter((range) => free.has(range.letter));
    if (!isInside(part, { ranges: over, where: [] }))
      throw new Error(`${names.describe(part)} has no value for some of its letters`);
    const rule = ruleFor(part, over, names);
    before.push(rule);
    const subscripts = over.map((range) => letter(range.letter));
    const array = entry(rule.array, ...subscripts);
    made.set(key, array);
    return array;
  };
  return { formula: visit(formula, ranges), before };
}

function ruleFor(formula: Formula, over: readonly Range[], names: CodeNames): RuleStatement {
  const output: Tensor = {
    name: names.newName(formula.kind === 'max' ? 'most' : isReduction(formula) ? 'total' : 'inner'),
    shape: over.map(({ size }) => size),
    role: 'output',
  };
  const subscripts = over.map((range) => letter(range.letter));
  return {
    kind: 'rule',
    comment: () => [`${names.describe(entry(output, ...subscripts))} = ${names.describe(formula)}`],
    array: output,
    parts: [{ output, over, subscripts, body: formula, adds: false }],
  };
}
