import Papa from 'papaparse';
import type { Block, Inline } from '../document/block.ts';
import { type AskedQuestion, askedOf, markOf } from './asked.ts';
import type { ClassMark, StudentMark } from './grade-class.ts';
import { percentOf, pointsText } from './mark.ts';

/** The marks as a table: who, which variant, the points of each question, all points, percent. */
export function marksTable({ students, of }: ClassMark): Block {
  const asked = askedOf(students);
  const same = students.every((student) => student.of.equals(of));
  return {
    kind: 'table',
    part: { kind: 'marks' },
    headings: [
      'Student',
      'Variant',
      ...asked.map(({ number }) => `${number}`),
      same ? `Total of ${pointsText(of)}` : 'Total',
      '%',
    ].map((text) => [text]),
    rows: students.map((student): Inline[][] =>
      [
        student.student?.name ?? '–',
        ...cells(student, asked),
        same ? pointsText(student.points) : `${pointsText(student.points)} of ${pointsText(student.of)}`,
        percentOf(student).toFixed(1),
      ].map((text) => [text]),
    ),
  };
}

/**
 * The marks for a spreadsheet. What a spreadsheet would take for a formula has an apostrophe in front: names are what
 * somebody typed into a form.
 */
export function marksCsv({ students }: ClassMark): string {
  const asked = askedOf(students);
  const heads = [
    'student',
    'name',
    'variant',
    ...asked.map(({ number }) => `question ${number}`),
    'total',
    'maximum',
    'percent',
  ];
  const rows = students.map((student) => [
    student.student?.id ?? '',
    student.student?.name ?? '',
    ...cells(student, asked),
    pointsText(student.points),
    pointsText(student.of),
    String(Number(percentOf(student).toFixed(2))),
  ]);
  return `${Papa.unparse([heads, ...rows], { newline: '\n', escapeFormulae: /^\s*[=+\-@\t\r]/ })}\n`;
}

/** The variant and the points of each question, empty where it was not asked. */
function cells(student: StudentMark, asked: readonly AskedQuestion[]): string[] {
  return [
    student.code,
    ...asked.map((question) => {
      const mark = markOf(student, question);
      return mark ? pointsText(mark.points) : '';
    }),
  ];
}
