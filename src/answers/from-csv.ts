import { BadInput } from '../bad-input.ts';
import { csvRows } from '../values/csv.ts';
import type { GivenAnswer } from './given.ts';

/** One matrix without a name. A decimal comma can only stand in a cell in quotes. */
export function givenInCsv(bytes: Uint8Array, file: string): GivenAnswer[] {
  const rows = csvRows(bytes, file);
  return [
    {
      key: undefined,
      within: undefined,
      read: (reader) => ({
        shape: [rows.length, rows[0].cells.length],
        entries: rows.flatMap(({ cells, line }, row) =>
          cells.map((cell, column) => {
            try {
              return reader.entry(cell, 'decimal');
            } catch (error) {
              if (!(error instanceof BadInput)) throw error;
              throw new BadInput(`${file}:${line}: [${row}][${column}]: ${error.message}`);
            }
          }),
        ),
      }),
      refuse: (message) => new BadInput(`${file}: ${message}`),
    },
  ];
}
