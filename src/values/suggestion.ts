import { closest, distance } from 'fastest-levenshtein';

/** How a sentence on an unknown word ends: "; did you mean X?" for the nearest known word, "." if none is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const lower = known.map((candidate) => candidate.toLowerCase());
  if (known.length === 0) return '.';
  const nearest = closest(word.toLowerCase(), lower);
  const near = distance(word.toLowerCase(), nearest) <= Math.max(2, Math.floor(word.length / 3));
  return near ? `; did you mean ${known[lower.indexOf(nearest)]}?` : '.';
}
