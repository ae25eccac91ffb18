import type { BadInput } from '../bad-input.ts';
import { sizesText } from '../values/given-arrays.ts';
import { closingOf, comparisonIn } from './comparisons.ts';
import { part, split, type TextSpan, trimmed } from './span.ts';

type Refuse = (message: string, at: number) => BadInput;

/** What cannot be a part of a longer entry: a number, or a sign for one that is left open. */
const simple =
  /^(?:[-+−–~≈]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?(?:\/\d+)?%?|[½¼¾⅓⅔∞]|inf|infinity|nan)|\?+|_+|…|\.{3}|null)$/i;
const beginsWithSign = /^[-+*/^=<>−·×)\]]/;
const endsWithSign = /[-+*/^=<>−·×([]$/;

/** The cells of a line: between &, commas or tabs, else between spaces where that leaves no doubt. */
export function cellsOf(line: TextSpan, refuse: Refuse): TextSpan[] {
  const row = withoutStops(trimmed(line));
  for (const sign of ['&', ',', '\t']) {
    const cells = splitOutside(row, sign);
    if (cells.length > 1) return cells.map(trimmed);
  }
  // In LaTeX a space means nothing.
  if (row.text.includes('\\')) return [row];
  const pieces = split(row, /\s+/g);
  if (pieces.every(({ text }) => simple.test(text))) return pieces;
  const wide = split(row, /\s{2,}/g);
  if (isRow(wide)) return wide;
  if (!isRow(pieces)) return [row];
  throw refuse(
    `found ${JSON.stringify(row.text.slice(0, 60))}, which may be one entry or ${pieces.length}; write commas between entries, and * in products.`,
    row.at,
  );
}

function withoutStops(row: TextSpan): TextSpan {
  let end = row.text.length;
  while (end > 0 && /[\s,;]/.test(row.text[end - 1])) end--;
  return part(row, 0, end);
}

/** Whether pieces of a line can stand for themselves: none is in the middle of a sum, a product or a bracket. */
function isRow(pieces: readonly TextSpan[]): boolean {
  const balanced = pieces.every(({ text }) => count(text, '([{') === count(text, ')]}'));
  return (
    pieces.length > 1 &&
    balanced &&
    pieces.slice(1).every(({ text }) => !beginsWithSign.test(text)) &&
    pieces.every(({ text }) => !endsWithSign.test(text))
  );
}

function count(text: string, signs: string): number {
  return [...text].filter((character) => signs.includes(character)).length;
}

/** Pieces between a sign, where no bracket is open. */
function splitOutside(span: TextSpan, sign: string): TextSpan[] {
  const pieces: TextSpan[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < span.text.length; at++) {
    if ('([{'.includes(span.text[at])) depth++;
    else if (')]}'.includes(span.text[at])) depth--;
    else if (span.text[at] === sign && depth === 0) {
      pieces.push(part(span, from, at));
      from = at + 1;
    }
  }
  return [...pieces, part(span, from, span.text.length)];
}

/** Nested lists as programs print them: [[1, 2], [3, 4]], [[1. 2.] [3. 4.]], tensor([...]). */
interface Nested {
  readonly shape: readonly number[];
  readonly cells: readonly TextSpan[];
}

const printed =
  /^(?:(?:np|numpy|torch)\.)?(?:tensor|array|matrix)\(\s*(\[[\s\S]*\])\s*(?:,\s*\w+=[^[\]]*)?\)$/;
const deepest = 8;

/** The nested lists that a text is; undefined if it is none. */
export function nestedIn(span: TextSpan, refuse: Refuse): Nested | undefined {
  const call = printed.exec(span.text);
  const inner = call ? part(span, span.text.indexOf('['), span.text.lastIndexOf(']') + 1) : span;
  if (!inner.text.startsWith('[') || closingOf(inner.text, 0) !== inner.text.length - 1) return undefined;
  if (!inner.text.includes(',') && comparisonIn(inner.text, 1, inner.text.length - 1)) return undefined;
  return listAt(inner, 0, refuse);
}

function listAt(list: TextSpan, depth: number, refuse: Refuse): Nested {
  const inside = trimmed(part(list, 1, list.text.length - 1));
  if (depth >= deepest) throw refuse(`found lists more than ${deepest} deep.`, list.at);
  const children = inside.text.startsWith('[') ? listsIn(inside) : undefined;
  if (!children) {
    const rows = split(inside, /;/g).filter(({ text }) => text.trim() !== '');
    const cells = rows.map((row) => cellsOf(row, refuse));
    if (rows.length < 2) return { shape: [cells[0]?.length ?? 0], cells: cells[0] ?? [] };
    return { shape: [rows.length, sameLength(cells, refuse)], cells: cells.flat() };
  }
  const parts = children.map((child) => listAt(child, depth + 1, refuse));
  const [{ shape }] = parts;
  const differing = parts.findIndex((part) => part.shape.join() !== shape.join());
  if (differing >= 0)
    throw refuse(
      `found a list of ${sizesText(parts[differing].shape)}, expected ${sizesText(shape)}, as in those before.`,
      children[differing].at,
    );
  return { shape: [parts.length, ...shape], cells: parts.flatMap(({ cells }) => cells) };
}

/** The lists side by side in a list; undefined if there is something else in it. */
function listsIn(inside: TextSpan): TextSpan[] | undefined {
  const lists: TextSpan[] = [];
  for (let at = 0; at < inside.text.length; ) {
    if (/[\s,;]/.test(inside.text[at])) {
      at++;
      continue;
    }
    const close = inside.text[at] === '[' ? closingOf(inside.text, at) : undefined;
    if (close === undefined) return undefined;
    lists.push(part(inside, at, close + 1));
    at = close + 1;
  }
  return lists;
}

/** How many cells each row has; an error at the first that has another number. */
export function sameLength(rows: readonly (readonly TextSpan[])[], refuse: Refuse): number {
  const columns = rows[0]?.length ?? 0;
  const ragged = rows.find((row) => row.length !== columns);
  if (!ragged) return columns;
  throw refuse(
    `found ${ragged.length === 1 ? '1 entry' : `${ragged.length} entries`} in this row, expected ${columns}, as in the first.`,
    ragged[0].at,
  );
}
