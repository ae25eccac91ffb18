import { affineLetters } from '../../index/affine.ts';
import type { Entry } from '../../index/formula.ts';
import { num, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { letterRanges } from '../of-formula.ts';
import { arrayName, factorsOf, type OperatorForm, onlyLetter, type RuleTerm } from './operator.ts';

/** Arrays added, each times a number: a filter of one entry, o_f = sum over c of W_{fc} I_c. */
export function combination({ formula, left, style }: RuleTerm): OperatorForm | undefined {
  const { coefficient, summed, where, rest } = factorsOf(formula);
  const entries = rest.filter((factor): factor is Entry => factor.kind === 'entry');
  if (entries.length !== 2 || rest.length !== 2 || where.length > 0) return undefined;
  for (const [array, numbers] of [entries, entries.toReversed()]) {
    const speaks = new Set(affineLetters(...numbers.subscripts));
    const free = left.subscripts.flatMap((form, axis) => {
      const letter = onlyLetter(form);
      return letter && !speaks.has(letter) ? [{ axis, letter }] : [];
    });
    const places = free.map(({ letter }) =>
      array.subscripts.findIndex((form) => onlyLetter(form) === letter),
    );
    const elsewhere = array.subscripts.some(
      ({ terms }, axis) =>
        !places.includes(axis) && terms.some(({ letter }) => free.some((axis) => axis.letter === letter)),
    );
    if (free.length < 2 || places.includes(-1) || elsewhere) continue;
    const kept = (axes: readonly unknown[], without: readonly number[]): number[] =>
      axes.map((_, axis) => axis).filter((axis) => !without.includes(axis));
    const product = times([
      arrayName(numbers, kept(numbers.subscripts, []), style),
      arrayName(array, kept(array.subscripts, places), style),
    ]);
    const body: Notation =
      summed.length === 0
        ? product
        : { kind: 'reduction', operator: 'sum', over: letterRanges(summed, style), where: [], body: product };
    return {
      kept: kept(
        left.subscripts,
        free.map(({ axis }) => axis),
      ),
      right: times([num(coefficient), body]),
      facts: [],
    };
  }
  return undefined;
}
