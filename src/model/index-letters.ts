import { isReduction, subformulas } from '../index/formula.ts';
import { freshLetters } from '../index/letters.ts';
import type { Model } from './model.ts';

/** Index letters to fall back on when something of the model already has a letter's name. */
const spareLetters = ['k', 'l', 'r', 't', 'q', 'u', 'w', 'h', 'x', 'z', 'd', 'e'];

/** The letters that the formulas of a model bind, and those that differentiating them may need besides. */
export function modelLetters({ steps, objective }: Pick<Model, 'steps' | 'objective'>): Set<string> {
  const definitions = [...steps.flatMap((step) => step.definitions), objective.definition];
  const bound = definitions.flatMap(({ over, body }) => [
    ...over,
    ...[...subformulas(body)].flatMap((part) => (isReduction(part) ? part.over : [])),
  ]);
  return new Set([...bound.map(({ letter }) => letter), ...freshLetters]);
}

/** For every letter that is taken by a name, one that is neither a name nor a letter already. */
export function otherLetters(used: ReadonlySet<string>, reserved: ReadonlySet<string>): Map<string, string> {
  const free = spareLetters.filter((spare) => !reserved.has(spare) && !used.has(spare));
  return new Map(
    [...used]
      .filter((letter) => reserved.has(letter))
      .map((letter, at) => [letter, free[at] ?? `${letter}0`]),
  );
}
