import { BadInput } from '../bad-input.ts';
import { type Field, fieldKey } from '../exercises/question.ts';
import { shown } from '../values/check.ts';
import { suggestion } from '../values/suggestion.ts';
import type { Sheet } from '../worksheet/sheet.ts';
import type { AnswerRow } from './answer-rows.ts';
import { whoseColumns } from './answer-rows.ts';

const mostListed = 12;

interface AskedField {
  /** The number of its question. */
  readonly question: number;
  readonly field: Field;
}

/** What columns mean on one sheet, each looked for once. */
export class FieldColumns {
  /** By its key, "2.o_11". */
  readonly #fields: ReadonlyMap<string, AskedField>;
  readonly #known = new Map<string, AskedField | undefined>();

  constructor({ questions }: Sheet) {
    const fields = questions.flatMap(({ fields }, at) =>
      fields.map((field): AskedField => ({ question: at + 1, field })),
    );
    this.#fields = new Map(fields.map((asked) => [fieldKey(asked.question, asked.field), asked]));
  }

  /**
   * Whether a column is about a field: by its key, "1.o_11"; by its number within the question, "1.2"; and where
   * only one field is called so without subscripts or without the number of the question: "3.winner", "o_11", "winner".
   * Those are the same for variants that ask for another window or have a question less.
   */
  has(column: string): boolean {
    return this.#asked(column) !== undefined;
  }

  #asked(column: string): AskedField | undefined {
    if (!this.#known.has(column)) this.#known.set(column, this.#named(column));
    return this.#known.get(column);
  }

  #named(column: string): AskedField | undefined {
    const all = [...this.#fields.values()];
    const [, wanted, number] = /^(\d+)\.(\d+)$/.exec(column) ?? [];
    if (number !== undefined)
      return all.filter(({ question }) => question === Number(wanted))[Number(number) - 1];
    const byKey = this.#fields.get(column);
    if (byKey) return byKey;
    const called: readonly ((asked: AskedField) => string)[] = [
      ({ question, field: { name, short = name } }) => fieldKey(question, { name: short }),
      ({ field: { name } }) => name,
      ({ field: { name, short = name } }) => short,
    ];
    return called.flatMap((nameOf) => {
      const fields = all.filter((asked) => nameOf(asked) === column);
      return fields.length === 1 ? fields : [];
    })[0];
  }

  /** The answers of a row by field. Throws BadInput for an answer to what was not asked. */
  answers({ place, answers, code }: AnswerRow): Map<Field, string> {
    const found = new Map<Field, string>();
    for (const [column, text] of answers) {
      const asked = this.#asked(column);
      if (!asked) {
        if (text.trim() === '') continue;
        throw new BadInput(
          `${place}: found an answer in the column ${shown(column)}, which variant ${code} does not ask${suggestion(column, [...this.#fields.keys()])}`,
        );
      }
      const { question, field } = asked;
      if (found.has(field))
        throw new BadInput(
          `${place}: two columns are about ${fieldKey(question, field)}, one of them ${shown(column)}; leave one.`,
        );
      found.set(field, text);
    }
    return found;
  }

  get keys(): string[] {
    return [...this.#fields.keys()];
  }
}

/** Throws BadInput for a column that is about no field of any sheet. */
export function demandColumns(rows: readonly AnswerRow[], sheets: readonly FieldColumns[]): void {
  const checked = new Set<string>();
  for (const { head, answers } of rows)
    for (const column of answers.keys()) {
      if (checked.has(column)) continue;
      checked.add(column);
      if (sheets.some((sheet) => sheet.has(column))) continue;
      const keys = [...new Set(sheets.flatMap((sheet) => sheet.keys))];
      const listed = keys.slice(0, mostListed).join(', ');
      throw new BadInput(
        `${head}: found the unknown column ${shown(column)}${suggestion(column, [...whoseColumns, ...keys])} Columns are ${whoseColumns.join(', ')} and the fields of the sheets: ${listed}${keys.length > mostListed ? ', …' : ''}.`,
      );
    }
}
