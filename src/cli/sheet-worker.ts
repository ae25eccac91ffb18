import { printSheet, type SheetJob, type WrittenFile } from './print-sheet.ts';

/** What a thread of the pool does. */
export function print(job: SheetJob): Promise<WrittenFile[]> {
  return printSheet(job);
}
