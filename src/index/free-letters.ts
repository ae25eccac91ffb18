import { affineLetters } from './affine.ts';
import { type Formula, isReduction, parts } from './formula.ts';

/** The letters that a formula does not bind itself. */
export function freeLetters(formula: Formula): Set<string> {
  switch (formula.kind) {
    case 'entry':
      return new Set(affineLetters(...formula.subscripts));
    case 'place':
      return new Set(affineLetters(formula.value));
    case 'where':
      return new Set([
        ...affineLetters(...formula.conditions.map(({ value }) => value)),
        ...freeLetters(formula.body),
      ]);
    default: {
      const free = new Set(parts(formula).flatMap((part) => [...freeLetters(part)]));
      if (formula.kind === 'winner') for (const name of affineLetters(...formula.at)) free.add(name);
      if (!isReduction(formula)) return free;
      for (const name of affineLetters(...formula.where.map(({ value }) => value))) free.add(name);
      for (const { letter } of formula.over) free.delete(letter);
      return free;
    }
  }
}
