import type { LmsFormat } from '../../src/lms/lms-format.ts';
import { moodle } from '../../src/lms/moodle.ts';
import type { Sheet } from '../../src/worksheet/sheet.ts';

/** The file of these sheets; their parts go through a thread first, as those of a class do. */
export function written({ part, write }: LmsFormat, sheets: readonly Sheet[]): Uint8Array {
  return write(structuredClone(sheets.map(part)));
}

export function moodleXml(sheets: readonly Sheet[]): string {
  return new TextDecoder().decode(written(moodle, sheets));
}
