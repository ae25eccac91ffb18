import type { Arriving } from './layer.ts';

/** What arrives, the first input if there are several, for a sentence: [2, 3], as the author wrote it. */
export function arrivingSizes({ written }: Pick<Arriving, 'written'>, which = 0): string {
  return `[${written[which].join(', ')}]`;
}
