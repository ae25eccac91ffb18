import type { BadInput } from '../bad-input.ts';
import type { Shape } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import type { AnsweredEntry, AnsweredNumbers } from './answer.ts';
import type { EntryReader } from './entry-reader.ts';

/** An array, or a single entry, as a file gives it, before it is known what it is about. */
export interface GivenAnswer {
  /** What the file says it is about; undefined for an array without a name. */
  readonly key: string | undefined;
  /** What the map around it says: "gradients". */
  readonly within: Subject['kind'] | undefined;
  /** The entries; `single` where there has to be one. Throws BadInput with its place. */
  read(reader: EntryReader, single: boolean): GivenEntries;
  /** The error about the whole, with its place in front. */
  refuse(message: string): BadInput;
}

export interface GivenEntries {
  readonly shape: Shape;
  /** Row-major. */
  readonly entries: readonly AnsweredEntry[];
  /** In place of entries. */
  readonly numbers?: AnsweredNumbers;
}
