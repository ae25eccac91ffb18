import Fraction from 'fraction.js';
import type { Accepted } from './accepted.ts';
import type { BankField, BankQuestion } from './bank-question.ts';
import { numberSpellings } from './number-spellings.ts';

/** One question as Canvas can score it, field by field; with the numbers of its fields in the worksheet's question. */
export type CanvasPart =
  | {
      readonly type: 'multiple_choice_question';
      readonly fields: readonly [number];
      readonly accepted: Choice;
    }
  | { readonly type: 'numerical_question'; readonly fields: readonly [number]; readonly accepted: Numeric }
  | { readonly type: 'short_answer_question'; readonly fields: readonly [number]; readonly accepted: Text }
  | {
      readonly type: 'fill_in_multiple_blanks_question';
      readonly fields: readonly number[];
      readonly spellings: readonly (readonly string[])[];
    };

type Choice = Extract<Accepted, { kind: 'choice' }>;
type Numeric = Extract<Accepted, { kind: 'number' }>;
type Text = Extract<Accepted, { kind: 'text' }>;

/**
 * A question in parts: every choice alone, all blanks together. Canvas compares blanks as texts and gives each the same
 * points; where a number is only right within a tolerance, or points differ, every field is a question of its own.
 */
export function canvasParts({ fields }: BankQuestion, decimals: number): CanvasPart[] {
  const numbered = fields.map((field, at) => ({ ...field, at }));
  const choices = numbered.flatMap(({ accepted, at }) =>
    accepted.kind === 'choice' ? [{ type: 'multiple_choice_question', fields: [at], accepted } as const] : [],
  );
  const rest = numbered.filter(({ accepted }) => accepted.kind !== 'choice');
  const spellings = rest.flatMap((field) => blank(field, decimals) ?? []);
  const together =
    rest.length > 1 &&
    spellings.length === rest.length &&
    rest.every(({ points }) => points === rest[0].points);
  if (together)
    return [
      ...choices,
      { type: 'fill_in_multiple_blanks_question', fields: rest.map(({ at }) => at), spellings },
    ];
  return [
    ...choices,
    ...rest.flatMap(({ accepted, at }): CanvasPart[] => {
      if (accepted.kind === 'number') return [{ type: 'numerical_question', fields: [at], accepted }];
      return accepted.kind === 'text' ? [{ type: 'short_answer_question', fields: [at], accepted }] : [];
    }),
  ];
}

/** What a blank accepts, if texts can say it. */
function blank({ accepted }: BankField, decimals: number): [readonly string[]] | undefined {
  if (accepted.kind === 'text') return [accepted.spellings];
  if (accepted.kind !== 'number' || accepted.tolerance !== '0') return undefined;
  return [numberSpellings(new Fraction(accepted.value), decimals)];
}
