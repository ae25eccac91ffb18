import { BadInput } from '../bad-input.ts';

/** Exact numbers of one array, and everything that a text in JSON says: some 100 bytes each. */
export const mostNumbers = 3_000_000;

/** Lists and maps within each other. */
export const deepest = 64;

/** Signs and words of YAML, at 400 bytes and some microseconds each; JSON takes a tenth of that. */
export const mostWords = 500_000;

/** What the arrays of a zip file may take together: as much as a file without compression. */
export const largestInflated = 2 ** 29;

/** Doubles of one array: a file may store them in one byte each. */
const mostDoubles = 2 ** 27;

/** A header of more names than any model has is made to do harm. */
export const largestHeader = 2 ** 22;

/** Refuses an array before it is taken into memory. `where` stands in front of the message. */
export function demandFewNumbers(count: number, where: string, most = mostNumbers): void {
  if (count > most)
    throw new BadInput(`${where}: found ${count} numbers, expected at most ${most} in one array.`);
}

export function demandFewDoubles(count: number, where: string): void {
  demandFewNumbers(count, where, mostDoubles);
}

/** The same for a text whose numbers stand between separators and line ends. */
export function demandFewCells(text: string, where: string): void {
  let count = 1;
  for (const _ of text.matchAll(/[,;\t\n\r]/g)) count++;
  demandFewNumbers(count, where);
}
