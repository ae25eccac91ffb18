import type { Inline } from '../../document/block.ts';
import { latex } from '../../notation/latex.ts';
import { escapeTex } from './escape.ts';

/** Running text in LaTeX, every text of a user escaped. */
export function inlines(text: readonly Inline[]): string {
  return text.map(inlineTex).join('');
}

function inlineTex(piece: Inline): string {
  if (typeof piece === 'string') return escapeTex(piece);
  switch (piece.kind) {
    case 'math':
      return `$${latex(piece.notation)}$`;
    case 'strong':
      return `\\textbf{${escapeTex(piece.text)}}`;
    case 'code':
      return `\\texttt{${escapeTex(piece.text)}}`;
  }
}

/** graphicx scales a line to the width that it has. */
export function smaller(math: string, scale: number): string {
  return `\\scalebox{${scale.toFixed(2)}}{$\\displaystyle ${math}$}`;
}
