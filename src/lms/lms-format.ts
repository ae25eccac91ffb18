import type { Sheet } from '../worksheet/sheet.ts';

/** What a learning management system reads: one file for all variants of a worksheet. */
export interface LmsFormat {
  /** The word after --lms. */
  readonly name: string;
  readonly summary: string;
  write(sheets: readonly Sheet[]): Uint8Array;
}
