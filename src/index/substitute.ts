import { type Affine, type Condition, type Formula, isReduction, withParts } from './formula.ts';

/** What letters stand for: i = k + p - m. */
export type Substitution = ReadonlyMap<string, Affine>;

/** An affine form with its letters replaced: still one. */
export function substituted(form: Affine, by: Substitution): Affine {
  let { constant } = form;
  const coefficients = new Map<string, number>();
  const gather = (letter: string, coefficient: number): void => {
    coefficients.set(letter, (coefficients.get(letter) ?? 0) + coefficient);
  };
  for (const { letter, coefficient } of form.terms) {
    const replacement = by.get(letter);
    if (!replacement) {
      gather(letter, coefficient);
      continue;
    }
    constant += coefficient * replacement.constant;
    for (const inner of replacement.terms) gather(inner.letter, coefficient * inner.coefficient);
  }
  const terms = Array.from(coefficients, ([letter, coefficient]) => ({ letter, coefficient }));
  return { constant, terms: terms.filter(({ coefficient }) => coefficient !== 0) };
}

export function substitutedCondition({ value, below }: Condition, by: Substitution): Condition {
  return { value: substituted(value, by), below };
}

/**
 * A formula with its free letters replaced. The letters that it binds must be other ones than those that come in:
 * see `apart`.
 */
export function substitute(formula: Formula, by: Substitution): Formula {
  switch (formula.kind) {
    case 'entry':
      return { ...formula, subscripts: formula.subscripts.map((form) => substituted(form, by)) };
    case 'place':
      return { kind: 'place', value: substituted(formula.value, by) };
    case 'where':
      return {
        ...formula,
        conditions: formula.conditions.map((condition) => substitutedCondition(condition, by)),
        body: substitute(formula.body, by),
      };
    case 'winner': {
      const inner = withParts(formula, (part) => substitute(part, by));
      return { ...inner, at: formula.at.map((form) => substituted(form, by)) } as Formula;
    }
    default: {
      if (!isReduction(formula)) return withParts(formula, (part) => substitute(part, by));
      const bound = new Set(formula.over.map(({ letter }) => letter));
      const free = new Map([...by].filter(([letter]) => !bound.has(letter)));
      return {
        ...formula,
        where: formula.where.map((condition) => substitutedCondition(condition, free)),
        body: substitute(formula.body, free),
      };
    }
  }
}
