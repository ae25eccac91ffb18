/** Every window of a small output; the first and the last one of a large one. */
export function shownWindows(count: number): number[] {
  if (count < 2) return [];
  return count <= 36
    ? [0, count - 1, ...Array.from({ length: count - 2 }, (_, at) => at + 1)]
    : [0, count - 1];
}

/** Counted from 1, as on the page. */
export function positionText(index: readonly number[]): string {
  return index.map((at) => at + 1).join(',');
}
