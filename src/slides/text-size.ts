import type { Inline } from '../document/block.ts';
import { romanWidth } from '../notation/character-widths.ts';
import { inlineHeight } from '../notation/height.ts';
import { width } from '../notation/width.ts';
import { lineHeight } from './room.ts';

/** The width of running text on one line, in em. */
export function textWidth(text: readonly Inline[]): number {
  return text.reduce((sum, piece) => sum + inlineWidth(piece), 0);
}

function inlineWidth(piece: Inline): number {
  if (typeof piece === 'string') return romanWidth(piece);
  switch (piece.kind) {
    case 'math':
      return width(piece.notation);
    case 'strong':
      return 1.15 * romanWidth(piece.text);
    case 'code':
      return 0.55 * piece.text.length;
  }
}

/** The height of running text in lines of this width; what a line loses where a word does not fit is in the margin. */
export function textHeight(text: readonly Inline[], room: number): number {
  const lines = Math.max(1, Math.ceil(textWidth(text) / (0.93 * room)));
  const tallest = Math.max(
    0,
    ...text.map((piece) => (isMath(piece) ? inlineHeight(piece.notation) - lineHeight : 0)),
  );
  return lines * lineHeight + tallest;
}

function isMath(piece: Inline): piece is Extract<Inline, { kind: 'math' }> {
  return typeof piece !== 'string' && piece.kind === 'math';
}
