import { BadInput } from '../bad-input.ts';
import { entryCount, indexAt, type Shape } from '../index/tensor.ts';
import { Lines } from '../values/lines.ts';
import { pathText } from '../values/source.ts';
import type { EntryReader } from './entry-reader.ts';
import type { GivenAnswer, GivenEntries } from './given.ts';
import { demandFewEntries } from './limits.ts';
import { cellsOf, nestedIn, sameLength } from './rows.ts';
import type { TextSpan } from './span.ts';
import { type Statement, statementsOf } from './statements.ts';
import { texMatrix } from './tex-matrix.ts';

/** What a text of lines says: NAME = ..., or a matrix alone. */
export function givenInText(text: string, file: string): GivenAnswer[] {
  const lines = new Lines(text);
  const refuse = (message: string, at: number) => new BadInput(`${file}:${lines.at(at)}: ${message}`);
  return statementsOf(text, refuse).map((statement): GivenAnswer => {
    const key = statement.key?.text;
    const begin = statement.key?.at ?? statement.lines[0]?.at ?? 0;
    return {
      key,
      within: undefined,
      read: (reader, single) => {
        const body = bodyOf(text, statement, single, refuse);
        demandFewEntries(entryCount(body.shape), file);
        const path = (place: number) => pathText([...(key === undefined ? [] : [key]), ...body.index(place)]);
        return textEntries(body, reader, (error, cell, place) => {
          const at = path(place);
          return refuse(`${at === '' ? '' : `${at}: `}${error.message}`, cell.at);
        });
      },
      refuse: (message) => refuse(message, begin),
    };
  });
}

/** The cells of a statement. */
interface Body {
  readonly shape: Shape;
  readonly cells: readonly TextSpan[];
  readonly factor?: TextSpan | undefined;
  /** Where a comma in a cell cannot separate it from another. */
  readonly alone?: true;
  index(place: number): readonly number[];
}

function bodyOf(
  text: string,
  { key, lines }: Statement,
  single: boolean,
  refuse: (message: string, at: number) => BadInput,
): Body {
  if (lines.length === 0) {
    if (key)
      throw refuse(
        `found nothing after ${key.text.slice(0, 60)}, expected entries; ? leaves one open.`,
        key.at,
      );
    throw refuse('found no entries.', 0);
  }
  const last = lines[lines.length - 1];
  const all = { text: text.slice(lines[0].at, last.at + last.text.length), at: lines[0].at };
  const matrix = texMatrix(all, refuse);
  if (matrix) return { ...arranged(matrix.rows, refuse), factor: matrix.factor };
  if (single && lines.length === 1)
    return { shape: [], cells: [withoutStop(all)], alone: true, index: () => [] };
  const nested = nestedIn(withoutStop(all), refuse);
  if (nested) return { ...nested, index: (place) => indexAt(nested.shape, place) };
  return arranged(
    lines.map((line) => cellsOf(line, refuse)),
    refuse,
  );
}

function arranged(
  rows: readonly (readonly TextSpan[])[],
  refuse: (message: string, at: number) => BadInput,
): Body {
  const shape = [rows.length, sameLength(rows, refuse)];
  return { shape, cells: rows.flat(), index: (place) => indexAt(shape, place) };
}

/** Statements may end in a comma, a semicolon or, after a space or a bracket, a full stop. */
function withoutStop({ text, at }: TextSpan): TextSpan {
  return { text: text.replace(/(?:[,;]|(?<=[\s})\]])\.)\s*$/, '').trimEnd(), at };
}

function textEntries(
  { shape, cells, factor, alone }: Body,
  reader: EntryReader,
  located: (error: BadInput, cell: TextSpan, place: number) => BadInput,
): GivenEntries {
  const at = <T>(cell: TextSpan, place: number, read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw error instanceof BadInput ? located(error, cell, place) : error;
    }
  };
  const times = factor && at(factor, 0, () => reader.entry(factor.text, 'list'));
  const entries = cells.map((cell, place) =>
    at(cell, place, () => {
      const entry = reader.entry(cell.text, alone ? 'decimal' : 'list');
      return times ? reader.times(times, entry) : entry;
    }),
  );
  return { shape, entries };
}
