import type { Sheet } from '../worksheet/sheet.ts';
import type { Resource } from './package.ts';

/** What a learning management system reads: one file for all variants of a worksheet. */
export interface LmsFormat {
  /** The word after --lms. */
  readonly name: string;
  readonly summary: string;
  /** One variant in it. Only this needs the sheet. */
  part(sheet: Sheet): LmsPart;
  /** The file of all variants. */
  write(parts: readonly LmsPart[]): Uint8Array;
}

/** One variant as a system reads it, in plain data: threads that print sheets hand it over. */
export interface LmsPart {
  readonly code: string;
  /** Of the worksheet. */
  readonly title: string;
  readonly resources: readonly Resource[];
}
