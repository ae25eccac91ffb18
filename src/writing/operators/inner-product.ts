import type { Entry } from '../../index/formula.ts';
import { num, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { joined } from './correlation.ts';
import { arrayName, factorsOf, type OperatorForm, onlyLetter, type RuleTerm } from './operator.ts';

/** All entries of one array, or of the entrywise product of two, added: dL/db_f = sum(delta_f). */
export function innerProduct({ formula, left, style }: RuleTerm): OperatorForm | undefined {
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
