import { BadInput } from '../bad-input.ts';
import type { Field } from '../exercises/question.ts';
import { shown } from '../values/check.ts';
import { suggestion } from '../values/suggestion.ts';
import type { Sheet } from '../worksheet/sheet.ts';
import type { AnswerRow } from './answer-rows.ts';
import { whoseColumns } from './answer-rows.ts';

const mostListed = 12;

/** What columns mean on one sheet, each looked for once. */
export class FieldColumns {
  readonly #sheet: Sheet;
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #known = new Map<string, Field | undefined>();

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#fields = new Map(
      sheet.questions.flatMap(({ fields }) => fields.map((field) => [field.key, field])),
    );
  }

  /**
   * The field that a column is about: by its key, "1.o_11"; by its number within the question, "1.2"; and where
   * only one field is called so without subscripts or without the number of the question: "3.winner", "o_11", "winner".
   * Those are the same for variants that ask for another window or have a question less.
   */
  field(column: string): Field | undefined {
    if (!this.#known.has(column)) this.#known.set(column, this.#named(column));
    return this.#known.get(column);
  }

  #named(column: string): Field | undefined {
    const [, question, number] = /^(\d+)\.(\d+)$/.exec(column) ?? [];
    if (number !== undefined) return this.#sheet.questions[Number(question) - 1]?.fields[Number(number) - 1];
    const field = this.#fields.get(column);
    if (field) return field;
    const called = [
      withoutSubscripts,
      withoutQuestion,
      (key: string) => withoutSubscripts(withoutQuestion(key)),
    ];
    return called.flatMap((shorter) => {
      const fields = [...this.#fields.values()].filter(({ key }) => shorter(key) === column);
      return fields.length === 1 ? fields : [];
    })[0];
  }

  /** The answers of a row by the keys of their fields. Throws BadInput for an answer to what was not asked. */
  answers({ place, answers, code }: AnswerRow): Map<string, string> {
    const found = new Map<string, string>();
    for (const [column, text] of answers) {
      const field = this.field(column);
      if (!field) {
        if (text.trim() === '') continue;
        throw new BadInput(
          `${place}: found an answer in the column ${shown(column)}, which variant ${code} does not ask${suggestion(column, [...this.#fields.keys()])}`,
        );
      }
      if (found.has(field.key))
        throw new BadInput(
          `${place}: two columns are about ${field.key}, one of them ${shown(column)}; leave one.`,
        );
      found.set(field.key, text);
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
  for (const { place, answers } of rows)
    for (const column of answers.keys()) {
      if (checked.has(column)) continue;
      checked.add(column);
      if (sheets.some((sheet) => sheet.field(column))) continue;
      const keys = [...new Set(sheets.flatMap((sheet) => sheet.keys))];
      const listed = keys.slice(0, mostListed).join(', ');
      throw new BadInput(
        `${headOf(place)}: found the unknown column ${shown(column)}${suggestion(column, [...whoseColumns, ...keys])} Columns are ${whoseColumns.join(', ')} and the fields of the sheets: ${listed}${keys.length > mostListed ? ', …' : ''}.`,
      );
    }
}

/** Columns stand at the head of a table, whatever the row. */
function headOf(place: string): string {
  return place.replace(/(\.csv):\d+$/i, '$1:1');
}

/** "3.winner_11" is called "3.winner". */
function withoutSubscripts(key: string): string {
  return key.replace(/_[\d,]+(?=\.\d+$|$)/, '');
}

function withoutQuestion(key: string): string {
  return key.replace(/^\d+\./, '');
}
