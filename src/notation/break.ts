import type { Box, Row } from './box.ts';
import { layout } from './layout.ts';
import type { Notation, Relation } from './notation.ts';
import { relationWidth, rowWidth } from './width.ts';

/** One line of a displayed equation, in an alignment on the first relation. */
export interface Line {
  /** Empty for a line that continues the one before. */
  readonly left: Row;
  /** Undefined where a long right-hand side goes on. */
  readonly relation: Relation | undefined;
  readonly right: Row;
  /** 1, or less where even the narrowest breaking is too wide and the line has to be set smaller. */
  readonly scale: number;
}

interface Chain {
  readonly left: Notation;
  readonly steps: readonly { readonly relation: Relation; readonly right: Notation }[];
}

/** How far a continued line is moved in, in em. */
export const indent = 2;

/**
 * Breaks chains left = a = b = ... into lines no wider than `limit` em: a step stays on the line if it fits, else it
 * takes a line of its own, and one that is still too wide is broken before a plus or minus sign, inside brackets if need
 * be, then before a factor. The left-hand sides stand right-aligned in one column.
 */
export function lines(chains: readonly Chain[], limit: number): Line[] {
  const leftWidth = Math.max(0, ...chains.map(({ left }) => rowWidth(layout(left))));
  const room = limit - leftWidth - relationWidth;
  return chains.flatMap((chain) => chainLines(chain, room));
}

function chainLines({ left, steps }: Chain, room: number): Line[] {
  const made: Line[] = [];
  let pending: Line = { left: layout(left), relation: undefined, right: [], scale: 1 };
  for (const { relation, right } of steps) {
    const row = layout(right);
    const together: Row = [...pending.right, { kind: 'relation', relation }, ...row];
    if (pending.right.length > 0 && rowWidth(together) <= room) {
      pending = { ...pending, right: together };
      continue;
    }
    if (pending.right.length > 0) made.push(pending);
    const [first, ...further] = broken(row, room);
    pending = { left: pending.relation === undefined ? pending.left : [], relation, ...first };
    for (const part of further) {
      made.push(pending);
      pending = { left: [], relation: undefined, ...part };
    }
  }
  return [...made, pending];
}

/** A row in parts that fit, the later ones narrower by the indent. */
function broken(row: Row, room: number): { right: Row; scale: number }[] {
  if (rowWidth(row) <= room) return [{ right: row, scale: 1 }];
  const parts = fill(atoms(row, room - indent), room);
  return parts.map((right, at) => {
    const wide = rowWidth(right);
    const space = at === 0 ? room : room - indent;
    return { right, scale: wide <= space ? 1 : space / wide };
  });
}

/** The pieces between which a line may break. Each begins with its sign or its factor's dot. */
function atoms(row: Row, room: number): Row[] {
  const terms = splitBefore(row, (box) => box.kind === 'sign' && !box.unary);
  return terms.flatMap((term) => (rowWidth(term) <= room ? [term] : opened(term, room)));
}

/** A term too wide for a line: its widest bracket is opened, so that the sum inside can be broken; else its factors are parted. */
function opened(term: Row, room: number): Row[] {
  const widths = term.map((box) => (box.kind === 'group' ? rowWidth([box]) : 0));
  const at = widths.indexOf(Math.max(0, ...widths));
  const group = term[at];
  if (group?.kind === 'group') {
    const { bracket, body } = group;
    const edge = (side: 'open' | 'close'): Box => ({ kind: 'edge', side, bracket, around: body });
    const inner = atoms(body, room);
    const [first, ...middle] = inner;
    const last = middle.pop();
    const start: Row = [...term.slice(0, at), edge('open'), ...first];
    const end: Row = [...(last ?? []), edge('close'), ...term.slice(at + 1)];
    return last ? [start, ...middle, end] : [[...start, ...end]];
  }
  return splitBefore(term, (box) => box.kind === 'times');
}

function splitBefore(row: Row, breaks: (box: Box) => boolean): Row[] {
  const parts: Box[][] = [[]];
  for (const box of row) {
    if (breaks(box) && parts[parts.length - 1].length > 0) parts.push([]);
    parts[parts.length - 1].push(box);
  }
  return parts;
}

/** As many pieces on each line as fit. */
function fill(pieces: readonly Row[], room: number): Row[] {
  const filled: Row[] = [];
  let line: Row = [];
  for (const piece of pieces) {
    const space = filled.length === 0 ? room : room - indent;
    if (line.length > 0 && rowWidth([...line, ...piece]) > space) {
      filled.push(line);
      line = piece;
    } else line = [...line, ...piece];
  }
  return [...filled, line];
}
