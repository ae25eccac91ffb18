import {
  type Affine,
  affine,
  type Definition,
  type Entry,
  type Formula,
  isReduction,
  multiply,
  number,
  type Range,
  subformulas,
  sum,
  withParts,
} from '../../src/index/formula.ts';
import { substitute } from '../../src/index/substitute.ts';

/** A law with one mistake, and what the mistake is. */
export interface WrongLaw {
  readonly mistake: string;
  readonly definition: Definition;
}

/** Every law that is one slip away from this one. */
export function wrongLaws(law: Definition): WrongLaw[] {
  const wrong = (mistake: string, body: Formula): WrongLaw => ({ mistake, definition: { ...law, body } });
  const parts = [...new Set(subformulas(law.body))];
  return parts.flatMap((part): WrongLaw[] => {
    const instead = (other: Formula): Formula => replaced(law.body, part, other);
    switch (part.kind) {
      case 'entry':
        return part.subscripts.flatMap((form, axis) =>
          form.terms.length === 0 || part.tensor.shape[axis] === 1
            ? []
            : [
                wrong(
                  `the subscript of ${part.tensor.name} shifted along axis ${axis}`,
                  instead(guarded({ ...part, subscripts: part.subscripts.with(axis, shifted(form)) })),
                ),
              ],
        );
      case 'number':
        return part.value.equals(0)
          ? []
          : [
              wrong(
                `the factor ${part.value.toFraction()} forgotten`,
                instead(number(part.value.equals(1) ? 2 : 1)),
              ),
            ];
      case 'winner':
        return [wrong('every candidate taken for the winner', instead(number(1)))];
      case 'sum':
        return [
          ...part.over.flatMap((range) =>
            range.size === 1
              ? []
              : [
                  wrong(
                    `the last ${range.letter} forgotten`,
                    instead({
                      ...part,
                      over: part.over.map(
                        (one): Range => (one === range ? { ...one, size: one.size - 1 } : one),
                      ),
                    }),
                  ),
                ],
          ),
          ...turned(part.over, part.body).map(({ letter, body }) =>
            wrong(
              `the filter turned along ${letter} when it should not be, or not when it should`,
              instead({ ...part, body }),
            ),
          ),
        ];
      default:
        return [];
    }
  });
}

function shifted(form: Affine): Affine {
  return { ...form, constant: form.constant + 1 };
}

/** The entry, or 0 where its subscripts leave the tensor. */
function guarded(entry: Entry): Formula {
  return sum(
    [],
    entry,
    entry.subscripts.map((value, axis) => ({ value, below: entry.tensor.shape[axis] })),
  );
}

/** For a letter m that the filter W[m] and another entry share: W[size - 1 - m]. */
function turned(over: readonly Range[], body: Formula): { letter: string; body: Formula }[] {
  const entries = [...subformulas(body)].filter((part): part is Entry => part.kind === 'entry');
  return over.flatMap(({ letter, size }) => {
    if (size === 1) return [];
    const alone = entries.find(({ subscripts }) =>
      subscripts.some(
        ({ terms, constant }) => terms.length === 1 && constant === 0 && terms[0].letter === letter,
      ),
    );
    const together = entries.some(({ subscripts }) =>
      subscripts.some(({ terms }) => terms.length > 1 && terms.some((term) => term.letter === letter)),
    );
    if (!alone || !together) return [];
    const by = new Map([[letter, affine(size - 1, [letter, -1])]]);
    return [{ letter, body: replaced(body, alone, substitute(alone, by)) }];
  });
}

function replaced(formula: Formula, part: Formula, by: Formula): Formula {
  if (formula === part) return by;
  const inner = withParts(formula, (one) => {
    const other = replaced(one, part, by);
    // What is summed inside a winner's maximum must stay a maximum.
    return isReduction(one) && one.kind === 'max' && !isReduction(other) ? one : other;
  });
  return inner.kind === 'multiply' ? multiply(...inner.factors) : inner;
}
