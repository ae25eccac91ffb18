import type { Source } from './source.ts';

/** A language or library that a program is written for. */
export interface CodeTarget {
  /** The word on the command line. */
  readonly name: string;
  readonly summary: string;
  /** Words that no array may be called. */
  readonly reserved: readonly string[];
  /** A source file that is complete in itself. */
  write(source: Source): string;
}
