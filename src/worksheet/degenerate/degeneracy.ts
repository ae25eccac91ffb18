import type { Specimen } from '../stress/specimen.ts';

/** One way in which the numbers of a variant can spoil it. */
export interface Degeneracy {
  /** The word for it in JSON. */
  readonly name: string;
  /** What is the matter, in a few words. */
  readonly summary: string;
  /** Why this embarrasses in class, and what helps. */
  readonly advice: string;
  /** Where a variant has it, each in a sentence without its full stop; nowhere in most variants. */
  found(specimen: Specimen): Fault[];
}

export interface Fault {
  /** The number of the question on the sheet, where it is about one. */
  readonly question?: number;
  readonly text: string;
}
