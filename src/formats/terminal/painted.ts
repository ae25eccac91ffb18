/** How emphasis looks on a terminal: each adds escape codes around a text, or nothing. */
export interface Paint {
  strong(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const same = (text: string): string => text;

export const unpainted: Paint = { strong: same, good: same, bad: same, faint: same };

/** A piece of a line: what is measured and broken is `text`, what is printed is painted afterwards. */
export interface TextRun {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export function plain(runs: readonly TextRun[]): string {
  return runs.map((run) => run.text).join('');
}

/** The characters from `from` to `to` of all runs together, painted. */
export function painted(runs: readonly TextRun[], from = 0, to = Number.POSITIVE_INFINITY): string {
  let start = 0;
  return runs
    .map(({ text, paint = same }) => {
      const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
      start += text.length;
      return part === '' ? '' : paint(part);
    })
    .join('');
}

/**
 * Lines of at most so many columns, broken before a sign or at a space; all but the first begin with `indent`. A word
 * that is longer stays whole.
 */
export function wrapped(runs: readonly TextRun[], columns: number, indent: string): string {
  const line = plain(runs);
  const lines: string[] = [];
  let from = 0;
  let moved = '';
  while (moved.length + line.length - from > columns) {
    const at = breakIn(moved + line.slice(from), columns, indent.length);
    if (at === undefined) break;
    const cut = from + at - moved.length;
    lines.push(moved + painted(runs, from, cut));
    from = cut + 1;
    moved = indent;
  }
  return [...lines, moved + painted(runs, from)].join('\n');
}

function breakIn(rest: string, columns: number, indent: number): number | undefined {
  const sign = Math.max(
    rest.lastIndexOf(' + ', columns - 1),
    rest.lastIndexOf(' − ', columns - 1),
    rest.lastIndexOf(' = ', columns - 1),
  );
  const at = sign > indent + 8 ? sign : rest.lastIndexOf(' ', columns);
  return at <= indent ? undefined : at;
}
