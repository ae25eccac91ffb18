import { BadInput } from '../bad-input.ts';
import { harmless } from '../printable.ts';
import { shown } from '../values/check.ts';
import { endingOf } from '../values/endings.ts';
import { isVariantCode } from '../worksheet/variant-code.ts';
import type { GivenRow } from './given-row.ts';
import { rowsInCsv } from './rows-in-csv.ts';
import { rowsInJson } from './rows-in-json.ts';

/** The answers of one student. */
export interface AnswerRow extends Pick<GivenRow, 'place' | 'head'> {
  readonly code: string;
  /** What tells the student from the others: an id or a name; undefined where the code has to. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** The answers by the names of their columns. */
  readonly answers: ReadonlyMap<string, string>;
}

/** Columns that say whose row it is; the first of each that has something in it counts. */
const columns = { code: ['variant', 'code'], id: ['id', 'student', 'name'], name: ['name', 'student'] };
export const whoseColumns: readonly string[] = ['variant', 'code', 'student', 'name', 'id'];

const mostRows = 20_000;

/**
 * The answers of a class from a file, .csv or .json. Throws BadInput, with its place, for a row without a variant, a
 * code that cannot be one, and a student who is there twice.
 */
export function answerRows(content: Uint8Array, file: string): AnswerRow[] {
  const text = decoded(content, file);
  const ending = endingOf(file);
  if (ending !== 'csv' && ending !== 'json')
    throw new BadInput(`${file}: found the ending ".${ending}", expected answers in .csv or .json.`);
  const given = ending === 'csv' ? rowsInCsv(text, file) : rowsInJson(text, file);
  if (given.length === 0) throw new BadInput(`${file}: found no students, expected one in each row.`);
  if (given.length > mostRows)
    throw new BadInput(`${file}: found ${given.length} students, expected at most ${mostRows}.`);
  const seen = new Map<string, string>();
  return given.map((givenRow) => {
    const row = rowOf(givenRow);
    const key = row.id === undefined ? `variant ${row.code}` : `student ${row.id}`;
    const before = seen.get(key);
    if (before !== undefined)
      throw new BadInput(
        `${row.place}: found ${shown(row.id ?? row.code)} again, whose answers stand at ${before} already; expected one row for each student.`,
      );
    seen.set(key, row.place);
    return row;
  });
}

function rowOf({ place, head, cells }: GivenRow): AnswerRow {
  const whose = new Map<string, string>();
  const answers = new Map<string, string>();
  for (const [column, text] of cells) {
    const name = column.trim();
    const lower = name.toLowerCase();
    const known = whoseColumns.includes(lower);
    if (known ? whose.has(lower) : answers.has(name))
      throw new BadInput(`${place}: the column ${shown(name)} stands twice; leave one of them.`);
    if (known) whose.set(lower, text.trim());
    else answers.set(name, text);
  }
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => harmless(whose.get(name) ?? '')).find((text) => text !== '');
  return {
    place,
    head,
    code: codeOf(place, first(columns.code)),
    id: first(columns.id),
    name: first(columns.name),
    answers,
  };
}

function codeOf(place: string, text: string | undefined): string {
  if (text === undefined)
    throw new BadInput(
      `${place}: the code of the variant is missing; it is printed on the sheet, such as 7KQ2-M0XA, and belongs in the column variant.`,
    );
  if (isVariantCode(text)) return text.toUpperCase();
  throw new BadInput(`${place}: found ${shown(text)} as a variant, expected a code such as 7KQ2-M0XA.`);
}

function decoded(content: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new BadInput(`${file}: not text in UTF-8, expected the answers of a class.`);
  }
}
