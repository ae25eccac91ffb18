import type { Block, EquationLine, Inline } from '../document/block.ts';
import type { Row } from '../notation/box.ts';
import { lines } from '../notation/break.ts';
import { rowHeight } from '../notation/height.ts';
import { leads } from './clicks.ts';
import type { EquationRow, Item, RowStep } from './deck.ts';
import type { Piece } from './piece.ts';
import { frameHeight, frameWidth, lineHeight, pictureHeight, walkHeight } from './room.ts';
import { tableRows } from './table.ts';
import { textHeight } from './text-size.ts';

type Shown = Exclude<Block, { readonly kind: 'heading' | 'question' }>;

/** The pieces of a block; the head of a sheet, room to write and lines to fill in are for paper, and are none. */
export function piecesOf(block: Shown): Piece[] {
  switch (block.kind) {
    case 'paragraph':
      return [text(block.text)];
    case 'note':
      return [text(block.text, block.label)];
    case 'equation':
      return equationRows(block.lines).map((row) => piece({ kind: 'equation', rows: [row] }, heightOf(row)));
    case 'list':
      return block.items.map((item) =>
        piece({ kind: 'list', items: [{ click: 0, text: item }] }, textHeight(item, frameWidth - 2) + 0.3),
      );
    case 'table':
      return tableRows(block.headings, block.rows);
    case 'figure': {
      const { drawing, caption, moving } = block;
      if (!moving) {
        const height = pictureHeight + textHeight(caption, frameWidth);
        return [piece({ kind: 'picture', click: 0, drawing, caption }, height)];
      }
      const positions = moving.positions.map((at) => ({
        drawing: at.drawing,
        rows: equationRows([at.line]),
      }));
      const below = positions.map(({ rows }) => rows.reduce((sum, row) => sum + heightOf(row), 0));
      return [piece({ kind: 'walk', click: 0, positions }, walkHeight + Math.max(...below))];
    }
    case 'head':
    case 'space':
    case 'form':
      return [];
  }
}

function piece(item: Item, height: number): Piece {
  return { item, height, opening: 0, leads: false };
}

function text(inlines: readonly Inline[], label?: string): Piece {
  const whole = label === undefined ? inlines : [{ kind: 'strong', text: `${label}. ` } as const, ...inlines];
  return {
    ...piece(
      { kind: 'text', click: 0, text: inlines, ...(label !== undefined && { label }) },
      textHeight(whole, frameWidth),
    ),
    leads: leads(inlines),
  };
}

/** Lines no wider than a frame, in rows of steps that are uncovered one after the other. */
function equationRows(chains: readonly EquationLine[]): EquationRow[] {
  return lines(chains, frameWidth).map(({ left, relation, right, scale }) => {
    const steps = stepsOf(right, relation);
    const tallest = Math.max(rowHeight(left), rowHeight(right));
    return { click: 0, left, steps, scale: Math.min(scale, (frameHeight - lineHeight) / tallest) };
  });
}

/** Where several steps share a row, each begins with its relation. */
function stepsOf(right: Row, first: RowStep['relation']): RowStep[] {
  const steps: RowStep[] = [];
  let relation = first;
  let from = 0;
  right.forEach((box, at) => {
    if (box.kind !== 'relation' || at === 0) return;
    steps.push({ click: 0, relation, right: right.slice(from, at) });
    relation = box.relation;
    from = at + 1;
  });
  const last: RowStep = { click: 0, relation, right: right.slice(from) };
  return first === undefined && right.length === 0 ? [] : [...steps, last];
}

function heightOf({ left, steps, scale }: EquationRow): number {
  return Math.max(rowHeight(left), ...steps.map(({ right }) => rowHeight(right) * scale));
}
