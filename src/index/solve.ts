import type { Affine } from './affine.ts';
import { type Substitution, substituted, times } from './affine.ts';
import type { Condition, Range } from './formula.ts';
import { substitutedCondition } from './substitute.ts';

/** A sum whose letters must satisfy equations: s*i + d*m - p - k = 0. */
export interface ConstrainedSum {
  /** Letters that are summed over; those that come first are settled first. */
  readonly ranges: readonly Range[];
  readonly where: readonly Condition[];
  /** Each is to be 0. */
  readonly equations: readonly Affine[];
}

interface Solved {
  /** The letters that are still summed over. */
  readonly ranges: readonly Range[];
  readonly where: readonly Condition[];
  /** What the others are. */
  readonly by: Substitution;
}

/**
 * Settles a letter by each equation in which one has the coefficient 1 or -1: i = k + p - d m, which then must be in
 * the range of i. An equation without such a letter stays a condition: it holds only where its divisors divide.
 */
export function solved({ ranges, where, equations }: ConstrainedSum): Solved {
  let left = ranges;
  // A condition with one value is an equation too.
  let conditions = where.filter(({ below }) => below !== 1);
  const all = [...equations, ...where.filter(({ below }) => below === 1).map(({ value }) => value)];
  let by: Substitution = new Map();
  for (const equation of all) {
    const now = substituted(equation, by);
    const free = left.find(({ letter }) =>
      now.terms.some((term) => term.letter === letter && Math.abs(term.coefficient) === 1),
    );
    if (!free) {
      conditions = [...conditions, { value: now, below: 1 }];
      continue;
    }
    const value = solvedFor(now, free.letter);
    const step: Substitution = new Map([[free.letter, value]]);
    by = new Map([...[...by].map(([letter, form]) => [letter, substituted(form, step)] as const), ...step]);
    left = left.filter((range) => range !== free);
    conditions = [...conditions, { value, below: free.size }].map((condition) =>
      substitutedCondition(condition, step),
    );
  }
  return { ranges: left, where: conditions.filter(holdsSomething), by };
}

/** a letter + rest = 0 with a = 1 or -1, so letter = -rest / a */
function solvedFor(equation: Affine, letter: string): Affine {
  const ofLetter = equation.terms.find((term) => term.letter === letter);
  const sign = ofLetter?.coefficient === 1 ? -1 : 1;
  return times({ ...equation, terms: equation.terms.filter((term) => term !== ofLetter) }, sign);
}

/** A condition without letters that holds says nothing; one that fails must stay. */
function holdsSomething({ value, below }: Condition): boolean {
  return value.terms.length > 0 || value.constant < 0 || value.constant >= below;
}
