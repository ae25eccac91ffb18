import {
  type Affine,
  type AffineTerm,
  difference,
  isConstant,
  quotient,
  type Substitution,
  substituted,
} from './affine.ts';
import { type Condition, type Formula, isReduction } from './formula.ts';

/** What the letters of a pattern stand for in a formula that is it with other letters; undefined where it is none. */
export function match(pattern: Formula, formula: Formula): Substitution | undefined {
  const found = new Map<string, Affine>();
  const pending: (readonly [pattern: Affine, form: Affine])[] = [];
  if (!matches(pattern, formula, found, pending)) return undefined;
  // A form such as s i + m says what i is once m is known.
  for (const [form, counterpart] of pending) {
    const unknown = form.terms.filter(({ letter }) => !found.has(letter));
    if (unknown.length > 1) return undefined;
    const [only] = unknown;
    const value = only && quotient(difference(counterpart, rest(form, only, found)), only.coefficient);
    if (only && !value) return undefined;
    if (only && value) found.set(only.letter, value);
    if (!isConstant(difference(substituted(form, found), counterpart), 0)) return undefined;
  }
  return found;
}

function matches(
  pattern: Formula,
  formula: Formula,
  found: Map<string, Affine>,
  pending: (readonly [Affine, Affine])[],
): boolean {
  const inner = (left: Formula, right: Formula): boolean => matches(left, right, found, pending);
  const form = (left: Affine, right: Affine): void => {
    const [only] = left.terms;
    if (left.terms.length === 1 && left.constant === 0 && only.coefficient === 1 && !found.has(only.letter))
      found.set(only.letter, right);
    else pending.push([left, right]);
  };
  const each = <T>(lefts: readonly T[], others: readonly T[], matching: (a: T, b: T) => boolean): boolean =>
    lefts.length === others.length && lefts.every((a, at) => matching(a, others[at]));
  const conditions = (lefts: readonly Condition[], others: readonly Condition[]): boolean =>
    each(lefts, others, (left, right) => {
      pending.push([left.value, right.value]);
      return left.below === right.below;
    });
  switch (pattern.kind) {
    case 'number':
      return formula.kind === 'number' && pattern.value.equals(formula.value);
    case 'entry':
      if (formula.kind !== 'entry' || formula.tensor !== pattern.tensor) return false;
      pattern.subscripts.forEach((subscript, at) => {
        form(subscript, formula.subscripts[at]);
      });
      return true;
    case 'place':
      if (formula.kind !== 'place') return false;
      form(pattern.value, formula.value);
      return true;
    case 'add':
      return formula.kind === 'add' && each(pattern.terms, formula.terms, inner);
    case 'multiply':
      return formula.kind === 'multiply' && each(pattern.factors, formula.factors, inner);
    case 'power':
      return (
        formula.kind === 'power' &&
        pattern.exponent.equals(formula.exponent) &&
        inner(pattern.base, formula.base)
      );
    case 'apply':
    case 'slope':
      return (
        formula.kind === pattern.kind &&
        formula.function === pattern.function &&
        (pattern.kind !== 'slope' || formula.kind !== 'slope' || pattern.by === formula.by) &&
        each(pattern.arguments, formula.arguments, inner)
      );
    case 'winner':
      return false;
    case 'where':
      return (
        formula.kind === 'where' &&
        conditions(pattern.conditions, formula.conditions) &&
        inner(pattern.body, formula.body)
      );
    case 'sum':
    case 'max':
    case 'logsumexp': {
      if (!isReduction(formula) || formula.kind !== pattern.kind) return false;
      const ranges = each(pattern.over, formula.over, (left, right) => {
        found.set(left.letter, { constant: 0, terms: [{ letter: right.letter, coefficient: 1 }] });
        return left.size === right.size;
      });
      return ranges && conditions(pattern.where, formula.where) && inner(pattern.body, formula.body);
    }
  }
}

/** What is known of a form: all of it but one term. */
function rest(form: Affine, but: AffineTerm, found: Substitution): Affine {
  return substituted({ ...form, terms: form.terms.filter((term) => term !== but) }, found);
}
