import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import type { Model } from '../model/model.ts';
import { NiceValues } from '../worksheet/nice-values.ts';
import type { WorksheetPlan } from '../worksheet/section.ts';
import { type Sheet, sheetOf } from '../worksheet/sheet.ts';
import type { AnswerRow } from './answer-rows.ts';
import { demandColumns, FieldColumns } from './field-columns.ts';
import { type Grading, gradeSheet, gradingOf } from './grade-sheet.ts';
import type { SheetMark } from './mark.ts';

export interface StudentMark extends SheetMark {
  readonly code: string;
  /** Undefined where a row has no student. */
  readonly student: { readonly id: string; readonly name: string } | undefined;
}

export interface ClassMark {
  readonly title: string;
  /** In the order of the rows. */
  readonly students: readonly StudentMark[];
  /** All points of a sheet: those of the largest, should they differ. */
  readonly of: Fraction;
}

/**
 * Marks the answers of a class. The key is made from the codes: each stands for the numbers of its sheet. `graded` is
 * told of every sheet. Throws BadInput for a column that is about nothing, and for a model without numbers.
 */
export function gradeClass(
  model: Model,
  plan: WorksheetPlan,
  rows: readonly AnswerRow[],
  tools: Pick<Grading, 'treeOf' | 'tex'>,
  graded: () => void = () => undefined,
): ClassMark {
  const variant = variantsIn(model, plan);
  const sheets = new Map<string, { sheet: Sheet; columns: FieldColumns }>();
  for (const { code, place } of rows) {
    if (sheets.has(code)) continue;
    const sheet = sheetOf(placed(place, code, variant), code, plan);
    sheets.set(code, { sheet, columns: new FieldColumns(sheet) });
  }
  demandColumns(
    rows,
    [...sheets.values()].map(({ columns }) => columns),
  );
  const answered = rows.map((row) => ({ row, ...sheetIn(sheets, row.code) }));
  // All answers are looked for before the first is judged: a mistake in the table is better known at once.
  const written = answered.map(({ row, columns }) => columns.answers(row));
  const grading = gradingOf(model, plan, tools);
  const students = answered.map(({ row, sheet }, at): StudentMark => {
    const { code, id, name } = row;
    const mark = gradeSheet(grading, sheet, written[at]);
    graded();
    return { ...mark, code, student: id === undefined ? undefined : { id, name: name ?? id } };
  });
  const of = students.reduce(
    (most, student) => (student.of.compare(most) > 0 ? student.of : most),
    students[0].of,
  );
  return { title: plan.title ?? model.title, students, of };
}

function variantsIn(model: Model, plan: WorksheetPlan): (code: string) => Model {
  if (!model.random) return () => model;
  const nice = new NiceValues(model, plan.numbers);
  return (code) => nice.variant(code);
}

/** A code for which no numbers are found was not printed on any sheet. */
function placed(place: string, code: string, variant: (code: string) => Model): Model {
  try {
    return variant(code);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(`${place}: there is no variant ${code}: ${error.message}`);
  }
}

function sheetIn<T>(sheets: ReadonlyMap<string, T>, code: string): T {
  const sheet = sheets.get(code);
  if (!sheet) throw new Error(`no sheet ${code}`);
  return sheet;
}
