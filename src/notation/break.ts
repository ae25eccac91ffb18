import { bestBreaks } from './best-breaks.ts';
import type { Row } from './box.ts';
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
 * takes a line of its own, and one that is still too wide is broken as best it can be (best-breaks.ts). The left-hand
 * sides stand right-aligned in one column.
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
    const continues = pending.relation === undefined;
    if (pending.right.length > 0 && rowWidth(together) <= (continues ? room - indent : room)) {
      pending = { ...pending, right: together };
      continue;
    }
    if (pending.right.length > 0) made.push(pending);
    const [first, ...further] = broken(row, room);
    pending = { left: pending.right.length === 0 ? pending.left : [], relation, ...first };
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
  return bestBreaks(row, room, room - indent).map((right, at) => {
    const wide = rowWidth(right);
    const space = at === 0 ? room : room - indent;
    return { right, scale: wide <= space ? 1 : space / wide };
  });
}
