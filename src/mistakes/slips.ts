import Fraction from 'fraction.js';
import { type Affine, affine, affineLetters } from '../index/affine.ts';
import {
  type Definition,
  type Entry,
  type Formula,
  isReduction,
  multiply,
  number,
  type Range,
  type Reduction,
  subformulas,
  where,
  withParts,
} from '../index/formula.ts';
import { substitute } from '../index/substitute.ts';

type SlipKind =
  | 'shift'
  | 'exchange'
  | 'factor'
  | 'everybody'
  | 'shared'
  | 'missing'
  | 'last'
  | 'first'
  | 'mean'
  | 'backwards'
  | 'stride';

/** A law with one slip of the pen. */
export interface Slip {
  readonly kind: SlipKind;
  /** What was done wrong: "a subscript is off by one". */
  readonly what: string;
  /** Where: the entry as it should be; not said of what a maximum compares. */
  readonly at?: Entry;
  /** As somebody would write it. */
  readonly written: Definition;
  /** The same with 0 for entries beyond the edges of a tensor, so that it can be expanded. */
  readonly definition: Definition;
}

/** Every law that is one slip away from this one. Some may be right all the same: a filter of equal entries may be turned. */
export function slips(law: Definition): Slip[] {
  const slip = (kind: SlipKind, what: string, body: Formula, guardedBody = body): Slip => ({
    kind,
    what,
    written: { ...law, body },
    definition: { ...law, body: guardedBody },
  });
  const parts = [...new Set(subformulas(law.body))];
  // The letters of a maximum mean nothing outside it.
  const inside = new Set(parts.flatMap((part) => (part.kind === 'winner' ? [...subformulas(part.of)] : [])));
  return parts.flatMap((part): Slip[] => {
    const instead = (replacement: Formula): Formula => replaced(law.body, part, replacement);
    switch (part.kind) {
      case 'entry': {
        const entryInstead = (kind: SlipKind, what: string, wrongEntry: Entry): Slip => ({
          ...slip(kind, what, instead(wrongEntry), instead(guarded(wrongEntry))),
          ...(!inside.has(part) && { at: part }),
        });
        return [
          ...part.subscripts.flatMap((form, axis) =>
            form.terms.length === 0 || part.tensor.shape[axis] === 1
              ? []
              : [
                  entryInstead('shift', 'a subscript is off by one', {
                    ...part,
                    subscripts: part.subscripts.with(axis, shifted(form)),
                  }),
                ],
          ),
          ...part.subscripts.flatMap((form, axis) =>
            form.terms.some(({ coefficient }) => coefficient > 1)
              ? [
                  entryInstead('stride', 'a stride is forgotten', {
                    ...part,
                    subscripts: part.subscripts.with(axis, withoutStride(form)),
                  }),
                ]
              : [],
          ),
          ...exchanged(part, law).map((swappedEntry) =>
            entryInstead('exchange', 'two subscripts are exchanged', swappedEntry),
          ),
        ];
      }
      case 'number':
        return part.value.equals(0)
          ? []
          : [
              slip(
                'factor',
                part.value.equals(1)
                  ? 'there is a factor 2'
                  : `the factor ${part.value.toFraction()} is forgotten`,
                instead(number(part.value.equals(1) ? 2 : 1)),
              ),
            ];
      case 'winner':
        return [
          slip('everybody', 'everybody gets what only the winner gets', instead(number(1))),
          slip(
            'shared',
            'what the winner gets is shared among all',
            instead(number(new Fraction(1).div(count(part.of)))),
          ),
        ];
      case 'sum':
        return [
          ...part.over.flatMap((range) =>
            range.size === 1
              ? []
              : [
                  slip(
                    'last',
                    `the last ${range.letter} is forgotten`,
                    instead({
                      ...part,
                      over: part.over.map(
                        (candidate): Range =>
                          candidate === range ? { ...candidate, size: candidate.size - 1 } : candidate,
                      ),
                    }),
                  ),
                ],
          ),
          ...onlyFirst(part).map((body) =>
            slip('first', 'only the first term of the sum is there', instead(body)),
          ),
          ...(part.where.length === 0 && count(part) > 1
            ? [
                slip(
                  'mean',
                  'the sum is taken for a mean',
                  instead(multiply(number(new Fraction(1).div(count(part))), part)),
                ),
              ]
            : []),
          ...turned(part.over, part.body).map(({ letter, body }) =>
            slip('backwards', `one factor is read backwards along ${letter}`, instead({ ...part, body })),
          ),
        ];
      case 'multiply':
        return part.factors.flatMap((factor, at) =>
          isMissed(factor, part.factors)
            ? [slip('missing', 'a factor is forgotten', instead(multiply(...part.factors.toSpliced(at, 1))))]
            : [],
        );
      default:
        return [];
    }
  });
}

/** Whether leaving a factor out is a slip that can be seen: not of the only one, and not of a number, which is a slip of its own. */
function isMissed(factor: Formula, { length }: readonly Formula[]): boolean {
  return length > 1 && factor.kind !== 'number';
}

/** How many terms a reduction has at most. */
function count({ over }: Reduction): number {
  return over.reduce((product, { size }) => product * size, 1);
}

function withoutStride(form: Affine): Affine {
  return {
    ...form,
    terms: form.terms.map((term) => (term.coefficient > 1 ? { ...term, coefficient: 1 } : term)),
  };
}

/** The entry with its last two subscripts in the other order, where something else tells their letters apart. */
function exchanged(entry: Entry, { subscripts: left, body }: Definition): Entry[] {
  const { subscripts, tensor } = entry;
  const [a, b] = [subscripts.at(-2), subscripts.at(-1)];
  if (!a || !b || tensor.shape.slice(-2).includes(1)) return [];
  const others = [...subformulas(body)].filter(
    (part): part is Entry => part.kind === 'entry' && part !== entry,
  );
  const elsewhere = affineLetters(...left, ...others.flatMap((entry) => entry.subscripts));
  if (![...a.terms, ...b.terms].some(({ letter }) => elsewhere.includes(letter))) return [];
  return [{ ...entry, subscripts: [...subscripts.slice(0, -2), b, a] }];
}

/** A sum of more than one term, without conditions, cut down to its first. */
function onlyFirst({ over, where, body }: Reduction): Formula[] {
  if (where.length > 0 || over.every(({ size }) => size === 1)) return [];
  return [substitute(body, new Map(over.map(({ letter }) => [letter, affine(0)])))];
}

function shifted(form: Affine): Affine {
  return { ...form, constant: form.constant + 1 };
}

/** The entry, or 0 where its subscripts leave the tensor. */
function guarded(entry: Entry): Formula {
  return where(
    entry.subscripts.map((value, axis) => ({ value, below: entry.tensor.shape[axis] })),
    entry,
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
  const inner = withParts(formula, (inner) => {
    const replacement = replaced(inner, part, by);
    // What is summed inside a winner's maximum must stay a maximum.
    return isReduction(inner) && inner.kind === 'max' && !isReduction(replacement) ? inner : replacement;
  });
  return inner.kind === 'multiply' ? multiply(...inner.factors) : inner;
}
