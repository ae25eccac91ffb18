/** Lines longer than this are broken where that helps a reader. */
const width = 100;

/** An assignment in Python that is too long, in brackets on several lines: a call by its arguments, anything else at its operators. */
export function pythonLines(line: string): string[] {
  const parts = assignment(line);
  if (line.length <= width || !parts) return [line];
  const { indent, left, right } = parts;
  const inner = `${indent}    `;
  const call = /^([\w.]*\()(.*)\)$/s.exec(right);
  if (
    call &&
    depths(right)
      .slice(call[1].length, -1)
      .every((depth) => depth > 0)
  ) {
    const given = splitAt(call[2], [', ']).map((word) => word.replace(/^, /, ''));
    return [`${indent}${left} ${call[1]}`, ...given.map((word) => `${inner}${word},`), `${indent})`];
  }
  const pieces = atOperators(right);
  if (pieces.length === 1) return [line];
  return [`${indent}${left} (`, ...pieces.flatMap((piece) => pieceLines(piece, inner)), `${indent})`];
}

/** One operand; where it is too long itself, and in brackets, at its own operators. */
function pieceLines(piece: string, indent: string): string[] {
  const [, before, inside] = /^([-+*/] )?\((.*)\)$/s.exec(piece) ?? [];
  if (indent.length + piece.length <= width || inside === undefined) return [`${indent}${piece}`];
  if (
    depths(piece)
      .slice((before ?? '').length, -1)
      .some((depth) => depth === 0)
  )
    return [`${indent}${piece}`];
  return [
    `${indent}${before ?? ''}(`,
    ...atOperators(inside).map((line) => `${indent}    ${line}`),
    `${indent})`,
  ];
}

/** An assignment in C or JavaScript that is too long, on several lines. */
export function bracedLines(line: string, indent: string): string[] {
  const parts = assignment(line);
  if (line.length <= width || !parts) return [line];
  const choices = splitAt(parts.right, [' ? ', ' : ']).map((piece) => piece.trim());
  const [first, ...rest] = choices.length > 1 ? choices : atOperators(parts.right);
  return [
    `${parts.indent}${parts.left} ${first}`,
    ...rest.map((piece) => `${parts.indent}${indent}${piece}`),
  ];
}

function assignment(line: string): { indent: string; left: string; right: string } | undefined {
  const [, indent = '', left, right] = /^( *)(\S.*? (?:=|\+=|-=)) (.*)$/s.exec(line) ?? [];
  return left === undefined || right === undefined ? undefined : { indent, left, right };
}

/** At sums if there are any, otherwise at products; each piece but the first begins with its operator. */
function atOperators(text: string): string[] {
  const sums = splitAt(text, [' + ', ' - ']);
  return (sums.length > 1 ? sums : splitAt(text, [' * ', ' / '])).map((piece) => piece.trim());
}

/** In front of separators that stand in no brackets. */
function splitAt(text: string, separators: readonly string[]): string[] {
  const inside = depths(text);
  const pieces: string[] = [];
  let from = 0;
  for (let at = 1; at < text.length; at++) {
    if (inside[at] > 0 || !separators.some((separator) => text.startsWith(separator, at))) continue;
    pieces.push(text.slice(from, at));
    from = at;
  }
  return [...pieces, text.slice(from)];
}

/** In how many brackets each character stands; a bracket stands in itself. */
function depths(text: string): number[] {
  let depth = 0;
  return Array.from(text, (character) => {
    if ('([{'.includes(character)) return ++depth;
    return ')]}'.includes(character) ? depth-- : depth;
  });
}
