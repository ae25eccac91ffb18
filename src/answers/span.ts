/** A piece of a text, and where in the file it begins. */
export interface TextSpan {
  readonly text: string;
  readonly at: number;
}

export function part({ text, at }: TextSpan, from: number, to: number): TextSpan {
  return { text: text.slice(from, to), at: at + from };
}

/** Without spaces around it. */
export function trimmed(span: TextSpan): TextSpan {
  const start = span.text.length - span.text.trimStart().length;
  return part(span, start, Math.max(start, span.text.trimEnd().length));
}

/** The pieces between what a pattern finds. */
export function split(span: TextSpan, separator: RegExp): TextSpan[] {
  const pieces: TextSpan[] = [];
  let from = 0;
  for (const { 0: found, index } of span.text.matchAll(separator)) {
    pieces.push(part(span, from, index));
    from = index + found.length;
  }
  return [...pieces, part(span, from, span.text.length)];
}
