import Fraction from 'fraction.js';
import type { EntryReader } from '../answers/entry-reader.ts';
import type { StageRun } from '../evaluate/stage-run.ts';
import type { Field, Question } from '../exercises/question.ts';
import type { EntryOf } from '../model/subject.ts';
import { type NumberEntry, precisionOf } from '../verify/judge-number.ts';
import { optionGiven } from './judge-choice.ts';
import { type Judged, judgedChoiceField, judgedNumberField } from './judge-field.ts';
import type { FormulaJudged } from './judge-formula-fields.ts';
import { type NumberGiven, numberGiven, roundingIn } from './judge-numbers.ts';
import { type FieldMark, isCredited, pointsExactly } from './mark.ts';
import type { FollowedEntry, OwnAnswers } from './own-answers.ts';
import { handedOn, winnersFollowing } from './winner-following.ts';

/** What a question is judged with. */
export interface Judging {
  /** The answers by field. */
  readonly written: ReadonlyMap<Field, string>;
  readonly reader: EntryReader;
  /** What was answered to the questions before. */
  readonly ownAnswers: OwnAnswers;
  readonly formulas: ReadonlyMap<Field, FormulaJudged>;
}

export interface JudgedField {
  readonly mark: FieldMark;
  readonly of: Fraction;
  /** What the field asks for, where it is an entry of an array. */
  readonly entry: EntryOf | undefined;
  readonly number: NumberEntry | undefined;
}

export interface JudgedQuestion {
  readonly question: Question;
  readonly fields: readonly JudgedField[];
  /** Everything as it follows from the answers to the questions before; undefined where these are right. */
  readonly before: StageRun | undefined;
}

/** Judges the fields of a question, then takes them into the student's own answers. */
export function judgeQuestion(question: Question, judging: Judging): JudgedQuestion {
  const { ownAnswers, reader, written, formulas } = judging;
  const before = ownAnswers.deviates ? ownAnswers.run : undefined;
  const textOf = (field: Field): string => written.get(field) ?? '';
  const entries = question.fields.map(({ about }) => about);
  const given = question.fields.map(
    (field): NumberGiven =>
      field.answer.kind === 'number' ? numberGiven(textOf(field), reader) : { kind: 'blank' },
  );
  const numbers = given.map((answer) => (answer.kind === 'number' ? answer.entry : undefined));
  const precision = precisionOf(numbers.flatMap((entry) => entry ?? []));
  const handed = fromChoice(question, entries, judging);
  const judged = question.fields.map((field, at): Judged => {
    const { answer } = field;
    if (answer.kind === 'formula') return formulas.get(field) ?? { outcome: 'blank' };
    if (answer.kind === 'choice') {
      const options = entries.slice(at + 1);
      return judgedChoiceField(answer, textOf(field), options, winnersFollowing(options, ownAnswers), reader);
    }
    const entry = entries[at];
    const following = entry ? [...ownAnswers.following(entry), ...handed(entry)] : [];
    return judgedNumberField(answer, given[at], precision, following);
  });
  const fields = question.fields.map((field, at): JudgedField => {
    const of = pointsExactly(field);
    const { outcome, followed, remark } = judged[at];
    const points = isCredited(outcome) ? of : new Fraction(0);
    const mark: FieldMark = {
      field,
      written: textOf(field).trim(),
      outcome,
      points,
      ...(followed && { followed }),
      ...(remark !== undefined && { remark }),
    };
    return { mark, of, entry: entries[at], number: numbers[at] };
  });
  fields.forEach(({ entry, number, mark: { outcome } }, at) => {
    if (!entry || !number) return;
    const { carried } = judged[at];
    const rounding = carried === undefined ? roundingIn(number) : 0;
    const isRight = outcome === 'right' || outcome === 'rounded';
    ownAnswers.add(entry, { quantity: carried ?? number.value, written: number.value, isRight, rounding });
  });
  return { question, fields, before };
}

/** In a question about a window: what its entries get by the winner that was chosen. */
function fromChoice(
  question: Question,
  entries: readonly (EntryOf | undefined)[],
  { ownAnswers, reader, written }: Judging,
): (entry: EntryOf) => FollowedEntry[] {
  const {
    fields: [field],
    window: output,
  } = question;
  if (field?.answer.kind !== 'choice' || !output) return () => [];
  const options = entries.slice(1);
  const option = optionGiven(written.get(field) ?? '', field.answer, options, reader);
  return typeof option === 'number' ? handedOn(option, options, output, ownAnswers) : () => [];
}
