import { BadInput } from '../bad-input.ts';
import { harmless } from '../printable.ts';
import { shown } from '../values/check.ts';
import { csvRows } from '../values/csv.ts';
import type { Student } from './documents.ts';

const mostStudents = 100_000;

/**
 * The students of a class: a CSV whose first line names the columns, `id` or `name` or both. Throws BadInput, with its
 * line, for what is no such file.
 */
export function readRoster(bytes: Uint8Array, file: string): Student[] {
  const [header, ...rows] = csvRows(bytes, file);
  const columns = header.cells.map((cell) => cell.replace(/^﻿/, '').trim().toLowerCase());
  const [id, name] = [columns.indexOf('id'), columns.indexOf('name')];
  if (id < 0 && name < 0) {
    throw new BadInput(
      `${file}:1: found the columns ${columns.map(shown).join(', ')}, expected one called id or name.`,
    );
  }
  if (rows.length === 0)
    throw new BadInput(`${file}: found no students below the line that names the columns.`);
  if (rows.length > mostStudents)
    throw new BadInput(`${file}: found ${rows.length} students, expected at most ${mostStudents}.`);
  const seen = new Map<string, number>();
  return rows.map(({ cells, line }) => {
    const text = (column: number): string => (column < 0 ? '' : harmless(cells[column]));
    const key = text(id) || text(name);
    if (key === '')
      throw new BadInput(`${file}:${line}: found a student without ${id < 0 ? 'a name' : 'an id'}.`);
    const before = seen.get(key);
    if (before !== undefined)
      throw new BadInput(`${file}:${line}: found ${shown(key)} again, who is in line ${before} already.`);
    seen.set(key, line);
    return { id: key, name: text(name) || key };
  });
}
