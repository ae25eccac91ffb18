import type { StudentMark } from './grade-class.ts';

/**
 * The names of the files of feedback: the codes of the variants, which say nothing of who wrote them. Where students
 * share a code a number follows behind a dot, in the order of the students' ids, so that the order of the rows changes no name.
 */
export function feedbackNames(students: readonly Pick<StudentMark, 'code' | 'student'>[]): string[] {
  const sharing = new Map<string, string[]>();
  for (const { code, student } of students)
    sharing.set(code, [...(sharing.get(code) ?? []), student?.id ?? '']);
  for (const ids of sharing.values()) ids.sort();
  return students.map(({ code, student }) => {
    const ids = sharing.get(code) ?? [];
    return ids.length === 1 ? code : `${code}.${ids.indexOf(student?.id ?? '') + 1}`;
  });
}
