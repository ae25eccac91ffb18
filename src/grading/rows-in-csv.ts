import Papa from 'papaparse';
import { BadInput } from '../bad-input.ts';
import { shown } from '../values/check.ts';
import { demandFewCells } from '../values/limits.ts';
import type { GivenRow } from './given-row.ts';

const separators = [',', ';', '\t'];

/** A row for each line below the one that names the columns; commas, semicolons or tabs stand between cells. */
export function rowsInCsv(text: string, file: string): GivenRow[] {
  demandFewCells(text, file);
  const [head] = text.split(/\r?\n|\r/, 1);
  const count = (separator: string): number => head.split(separator).length;
  const delimiter = separators.reduce((best, separator) =>
    count(separator) > count(best) ? separator : best,
  );
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  let line = 1;
  const rows = data.map((cells) => {
    const at = line;
    // A cell in quotation marks may have several lines.
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
    return { cells, line: at };
  });
  const quotes = errors.find(({ type }) => type === 'Quotes');
  if (quotes)
    throw new BadInput(
      `${file}:${rows[quotes.row ?? 0]?.line ?? 1}: a quotation mark is not closed, or stands within a cell; write "" for one within a cell.`,
    );
  const [header, ...others] = rows.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== '');
  if (!header) throw new BadInput(`${file}: the file is empty, expected a line that names the columns.`);
  const names = header.cells.map((name) => name.trim());
  const unnamed = names.indexOf('');
  if (unnamed >= 0)
    throw new BadInput(`${file}:${header.line}: column ${unnamed + 1} has no name, expected one for each.`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new BadInput(`${file}:${header.line}: the column ${shown(twice)} stands twice; leave one of them.`);
  return others.map(({ cells, line: at }) => {
    if (cells.length !== names.length)
      throw new BadInput(
        `${file}:${at}: found ${cells.length} cell${cells.length === 1 ? '' : 's'}, expected ${names.length}, as in the first line.`,
      );
    return {
      place: `${file}:${at}`,
      head: `${file}:${header.line}`,
      cells: names.map((name, column) => [name, cells[column]] as const),
    };
  });
}
