import type Fraction from 'fraction.js';
import { EntryReader } from '../answers/entry-reader.ts';
import type { PlainOfTex } from '../answers/latex.ts';
import { Mentions } from '../answers/mentions.ts';
import { type Vocabulary, vocabularyOf } from '../answers/vocabulary.ts';
import type { Field } from '../exercises/question.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import type { Model } from '../model/model.ts';
import type { WorksheetPlan } from '../worksheet/section.ts';
import type { Sheet } from '../worksheet/sheet.ts';
import { type FormulaJudged, judgeFormulaFields } from './judge-formula-fields.ts';
import { judgeQuestion } from './judge-question.ts';
import { type QuestionMark, type SheetMark, sumOf } from './mark.ts';
import { mistakesMade } from './mistakes-made.ts';
import { OwnAnswers } from './own-answers.ts';

/** What all sheets of a class are graded with: the learning rate, and what answers may speak of. */
export interface Grading {
  /** Of a step of gradient descent. */
  readonly rate: Fraction;
  readonly vocabulary: Vocabulary;
  readonly treeOf: TreeOf;
  /** Needed where an answer has LaTeX in it. */
  readonly tex: PlainOfTex | undefined;
}

export function gradingOf(
  model: Model,
  plan: WorksheetPlan,
  { treeOf, tex }: Pick<Grading, 'treeOf' | 'tex'>,
): Grading {
  return {
    rate: plan.rate,
    vocabulary: vocabularyOf(model),
    treeOf,
    tex,
  };
}

/**
 * Marks one sheet, field by field. `written` has the answers by field; what it has not is not answered.
 * What is wrong in itself but follows from the student's own answers to earlier questions is credited: a slip costs
 * its own points and no others.
 */
export function gradeSheet(
  { rate, vocabulary, treeOf, tex }: Grading,
  sheet: Sheet,
  written: ReadonlyMap<Field, string>,
): SheetMark {
  // A reader counts what it has read: each sheet has one of its own.
  const reader = new EntryReader(vocabulary, new Mentions(vocabulary), treeOf, tex);
  const ownAnswers = new OwnAnswers(sheet.model, rate);
  const formulas = formulasJudged(sheet, written, (fields) =>
    judgeFormulaFields(sheet.model, vocabulary, fields, reader, treeOf),
  );
  const judged = sheet.questions.map((question) =>
    judgeQuestion(question, { written, reader, ownAnswers, formulas }),
  );
  const mistakes = mistakesMade(sheet.model, rate, judged);
  const questions = judged.map(
    ({ question, fields }, at): QuestionMark => ({
      question,
      number: at + 1,
      fields: fields.map(({ mark }) => mark),
      points: sumOf(fields.map(({ mark }) => mark.points)),
      of: sumOf(fields.map(({ of }) => of)),
      mistakes: mistakes[at],
    }),
  );
  return {
    sheet,
    questions,
    points: sumOf(questions.map(({ points }) => points)),
    of: sumOf(questions.map(({ of }) => of)),
  };
}

/** The formulas of all questions, judged together, by their fields. */
function formulasJudged(
  { questions }: Sheet,
  written: ReadonlyMap<Field, string>,
  judge: (fields: { right: string; written: string }[]) => FormulaJudged[],
): Map<Field, FormulaJudged> {
  const asked = questions
    .flatMap(({ fields }) => fields)
    .flatMap((field) =>
      field.answer.kind === 'formula'
        ? [{ field, right: field.answer.text, written: written.get(field) ?? '' }]
        : [],
    );
  const judged = judge(asked);
  return new Map(asked.map(({ field }, at) => [field, judged[at]]));
}
