import type { Entry } from '../../index/formula.ts';
import { num, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { letterRanges } from '../of-formula.ts';
import { joined } from './correlation.ts';
import { arrayName, factorsOf, type OperatorForm, onlyLetter, type Term } from './operator.ts';

/** All entries of one array, or of the entrywise product of two, added: dL/db_f = sum(delta_f). */
export function innerProduct({ formula, left, style }: Term): OperatorForm | undefined {
  const { coefficient, summed, where, rest } = factorsOf(formula);
  const entries = rest.filter((factor): factor is Entry => factor.kind === 'entry');
  if (entries.length !== rest.length || entries.length === 0 || entries.length > 2) return undefined;
  if (where.length > 0 || summed.length === 0) return undefined;
  const letters = summed.map(({ letter }) => letter);
  // The letters that are summed over are at the same places in all of them.
  const places = entries.map(({ subscripts }) =>
    subscripts.flatMap((form, axis) => (letters.includes(onlyLetter(form) ?? '') ? [axis] : [])),
  );
  const inOrder = entries.map(({ subscripts }, at) =>
    places[at].map((axis) => onlyLetter(subscripts[axis])).join(),
  );
  const complete = entries.every(
    ({ subscripts }, at) =>
      places[at].length === letters.length &&
      subscripts.every(
        (form, axis) =>
          places[at].includes(axis) || !form.terms.some(({ letter }) => letters.includes(letter)),
      ),
  );
  if (!complete || new Set(inOrder).size > 1) return undefined;
  const arrays = entries.map((entry, at) =>
    arrayName(
      entry,
      entry.subscripts.map((_, axis) => axis).filter((axis) => !places[at].includes(axis)),
      style,
    ),
  );
  const [first, second] = arrays;
  const whole: Notation = second ? joined('entrywise', first, second) : first;
  return {
    kept: left.subscripts.map((_, axis) => axis),
    right: times([num(coefficient), { kind: 'call', name: 'sum', arguments: [whole] }]),
    facts: [],
  };
}

/** Arrays added, each times a number: a filter of one entry, o_f = sum over c of W_{fc} I_c. */
export function combination({ formula, left, style }: Term): OperatorForm | undefined {
  const { coefficient, summed, where, rest } = factorsOf(formula);
  const entries = rest.filter((factor): factor is Entry => factor.kind === 'entry');
  if (entries.length !== 2 || rest.length !== 2 || where.length > 0) return undefined;
  for (const [array, numbers] of [entries, entries.toReversed()]) {
    const speaks = new Set(numbers.subscripts.flatMap(({ terms }) => terms.map(({ letter }) => letter)));
    const free = left.subscripts.flatMap((form, axis) => {
      const letter = onlyLetter(form);
      return letter && !speaks.has(letter) ? [{ axis, letter }] : [];
    });
    const places = free.map(({ letter }) =>
      array.subscripts.findIndex((form) => onlyLetter(form) === letter),
    );
    const elsewhere = array.subscripts.some(
      ({ terms }, axis) =>
        !places.includes(axis) && terms.some(({ letter }) => free.some((one) => one.letter === letter)),
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
