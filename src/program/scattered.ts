import { difference, letter, substituted } from '../index/affine.ts';
import { type Condition, type Definition, multiply, type Range, range, sum } from '../index/formula.ts';
import { lettersIn } from '../index/letters.ts';
import { simplify } from '../index/simplify.ts';
import { solved } from '../index/solve.ts';
import { substitute } from '../index/substitute.ts';
import { summedProduct } from '../index/summed-product.ts';
import type { CodeNames } from './code-names.ts';
import type { RulePart } from './statement.ts';

/** Whether a condition is to be settled, from the sizes of all letters that it speaks of. */
type ConditionTest = (condition: Condition, sizes: readonly number[]) => boolean;

/**
 * A law from the other side. The law asks of an entry which windows hold it; here every window gives to the entries
 * that it holds:
 *
 *   d[k] = sum over i of g[i, k - 2 i], where 0 <= k - 2 i < 3     becomes     d[2 i + m] += g[i, m] for all i and m
 *
 * A wanted condition with a letter of the left-hand side is a new letter m of its size, and settles the old one.
 * Undefined where there is none.
 */
export function scattered(
  definition: Definition,
  wanted: ConditionTest,
  naming: CodeNames,
): RulePart | undefined {
  const summed = summedProduct(definition.body);
  if (!summed) return undefined;
  const { output } = definition;
  let { over, subscripts } = definition;
  let { where, over: inner } = summed;
  // Below the sum a factor's own letters must not be taken for the sum's.
  const bound = new Set([...names(over), ...names(inner)]);
  const factors = summed.factors.map((factor) => naming.apart(factor, bound));
  let value = multiply(...factors, summed.body);
  for (;;) {
    const found = settled(where, over, [...over, ...inner], wanted);
    if (!found) break;
    const { condition, by } = found;
    const others = where.filter((candidate) => candidate !== condition);
    const fresh =
      condition.below === 1
        ? undefined
        : range(
            naming.newLetter(new Set([...lettersIn(value), ...names(over), ...names(inner)])),
            condition.below,
          );
    const equation = fresh ? difference(condition.value, letter(fresh.letter)) : condition.value;
    const step = solved({ ranges: [by], where: others, equations: [equation] });
    where = step.where;
    over = over.filter((range) => range !== by);
    inner = fresh ? [...inner, fresh] : inner;
    value = substitute(value, step.by);
    subscripts = subscripts.map((form) => substituted(form, step.by));
  }
  if (over.length === definition.over.length) return undefined;
  const all = [...over, ...inner];
  return { ...simplify({ output, over: all, subscripts, body: sum([], value, where) }), adds: true };
}

function settled(
  where: readonly Condition[],
  left: readonly Range[],
  all: readonly Range[],
  wanted: ConditionTest,
): { condition: Condition; by: Range } | undefined {
  for (const condition of where) {
    const { terms } = condition.value;
    const sizes = terms.map((term) => all.find((range) => range.letter === term.letter)?.size ?? 1);
    if (!wanted(condition, sizes)) continue;
    const by = left.find((range) =>
      terms.some((term) => term.letter === range.letter && Math.abs(term.coefficient) === 1),
    );
    if (by) return { condition, by };
  }
  return undefined;
}

function names(ranges: readonly Range[]): string[] {
  return ranges.map((range) => range.letter);
}
