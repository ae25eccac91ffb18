import type { Inline } from '../../document/block.ts';
import { latex } from '../../notation/latex.ts';
import { escapeTex } from './escape.ts';

/** Running text in LaTeX, every text of a user escaped. */
export function inlines(text: readonly Inline[]): string {
  return text.map(inlineTex).join('');
}

function inlineTex(one: Inline): string {
  if (typeof one === 'string') return escapeTex(one);
  switch (one.kind) {
    case 'math':
      return `$${latex(one.notation)}$`;
    case 'strong':
      return `\\textbf{${escapeTex(one.text)}}`;
    case 'code':
      return `\\texttt{${escapeTex(one.text)}}`;
  }
}

/** graphicx scales a line to the width that it has. */
export function smaller(math: string, scale: number): string {
  return `\\scalebox{${scale.toFixed(2)}}{$\\displaystyle ${math}$}`;
}
