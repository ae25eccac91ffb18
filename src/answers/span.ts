/** A piece of a text, and where in the file it begins. */
export interface Span {
  readonly text: string;
  readonly at: number;
}

export function part({ text, at }: Span, from: number, to: number): Span {
  return { text: text.slice(from, to), at: at + from };
}

/** Without spaces around it. */
export function trimmed(span: Span): Span {
  const start = span.text.length - span.text.trimStart().length;
  return part(span, start, Math.max(start, span.text.trimEnd().length));
}

/** The pieces between what a pattern finds. */
export function split(span: Span, separator: RegExp): Span[] {
  const pieces: Span[] = [];
  let from = 0;
  for (const { 0: found, index } of span.text.matchAll(separator)) {
    pieces.push(part(span, from, index));
    from = index + found.length;
  }
  return [...pieces, part(span, from, span.text.length)];
}
