import Papa from 'papaparse';
import { BadInput } from '../bad-input.ts';
import { counted } from '../counted.ts';
import { exactNumber } from './exact-number.ts';
import type { GivenArrays } from './given-arrays.ts';
import { demandFewCells } from './limits.ts';

/** One matrix without a name: a row a line, numbers between commas, exactly as written. */
export function readCsv(bytes: Uint8Array, file: string): GivenArrays {
  const rows = csvRows(bytes, file);
  const entries = () =>
    rows.flatMap(({ cells, line }) =>
      cells.map((cell, column) => {
        const value = exactNumber(cell);
        if (value) return value;
        throw new BadInput(
          `${file}:${line}: found ${JSON.stringify(cell.slice(0, 40))} as number ${column + 1}, expected a finite number, such as 2, 0.5, 1/2 or 1e-3.`,
        );
      }),
    );
  return {
    names: [''],
    nameless: true,
    find: () => ({ shape: [rows.length, rows[0].cells.length], entries }),
    refuse: (_, message) => new BadInput(`${file}: ${message}`),
  };
}

interface CsvRow {
  readonly cells: readonly string[];
  /** From 1. */
  readonly line: number;
}

/** The texts between the commas, as many in every row, and at least one row. */
export function csvRows(bytes: Uint8Array, file: string): readonly CsvRow[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${file}: not text in UTF-8, expected rows of numbers.`);
  }
  demandFewCells(text, file);
  // The lines keep their numbers: empty ones go only after parsing.
  const { data } = Papa.parse<string[]>(text.replace(/\s+$/, ''), { delimiter: ',' });
  const rows = data.map((cells, line) => ({ cells, line: line + 1 }));
  if (text.trim() === '') throw new BadInput(`${file}: the file is empty, expected rows of numbers.`);
  const columns = rows[0].cells.length;
  const ragged = rows.find(({ cells }) => cells.length !== columns);
  if (ragged) {
    throw new BadInput(
      `${file}:${ragged.line}: found ${counted(ragged.cells.length, 'number')}, expected ${columns}, as in the first line.`,
    );
  }
  return rows;
}
