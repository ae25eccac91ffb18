import { BadInput } from '../bad-input.ts';

/** Longer formulas than a person writes or copies. */
export const longestFormula = 2000;
export const mostFormulas = 10_000;
/** Characters of all formulas together. */
export const mostFormulaText = 1_000_000;
export const mostEntries = 1_000_000;
/** Arrays and single entries that a file names one by one. */
export const mostNames = 10_000;
const longestText = 30_000_000;

/** Refuses a text that may hold more entries than an answer has, before it is parsed. */
export function demandReadable(text: string, file: string): void {
  if (text.length > longestText)
    throw new BadInput(`${file}: found ${text.length} characters, expected at most ${longestText}.`);
  let entries = 0;
  for (const [line] of text.matchAll(/[^\n]+/g)) {
    const commas = count(line, /,/g);
    // Spaces separate entries only where there are no formulas: an e may be an exponent.
    if (commas > 0) entries += commas;
    else if (!/[A-DF-Za-df-z\\]/.test(line)) entries += count(line, /[^\s[\](){}]+/g);
    else entries++;
  }
  if (entries > mostEntries) throw tooManyEntries(file);
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}

export function demandFewEntries(count: number, file: string): void {
  if (count > mostEntries) throw tooManyEntries(file);
}

function tooManyEntries(file: string): BadInput {
  return new BadInput(`${file}: found more than ${mostEntries} entries, the most that an answer may have.`);
}
