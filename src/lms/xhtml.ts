import type { Block, Inline } from '../document/block.ts';
import { questionBlocks } from '../document/prose.ts';
import type { Drawing } from '../figures/drawing/drawing.ts';
import { alignedRows, pieces } from '../formats/displayed.ts';
import { latex } from '../notation/latex.ts';
import { escapeXml } from './xml.ts';

/** What differs between systems: how formulas stand in a text, and where pictures lie. */
export interface Setter {
  /** Markup that shows LaTeX. */
  math(formula: string, display: boolean): string;
  /** The address of a picture. */
  picture(drawing: Drawing): string;
}

/** Blocks as XHTML of elements that every system knows. */
export function xhtml(blocks: readonly Block[], setter: Setter): string {
  return blocks
    .map((block) => blockXhtml(block, setter))
    .filter((text) => text !== '')
    .join('\n');
}

function blockXhtml(block: Block, setter: Setter): string {
  const set = (text: readonly Inline[]): string => inlines(text, setter);
  switch (block.kind) {
    case 'heading':
      return `<p><strong>${set(block.text)}</strong></p>`;
    case 'paragraph':
      return `<p>${set(block.text)}</p>`;
    case 'equation':
      return pieces(alignedRows(block.lines, (math) => math))
        .map((rows) => `\\begin{aligned} ${rows.join(' \\\\ ')} \\end{aligned}`)
        .map((aligned) => `<p>${setter.math(aligned, true)}</p>`)
        .join('\n');
    case 'figure':
      return `<p><img src="${escapeXml(setter.picture(block.drawing))}" alt="${escapeXml(block.drawing.alt)}"/></p>\n<p><em>${set(block.caption)}</em></p>`;
    case 'table': {
      const cells = (tag: 'th' | 'td', row: readonly (readonly Inline[])[]): string =>
        `<tr>${row.map((cell) => `<${tag}>${set(cell)}</${tag}>`).join('')}</tr>`;
      const rows = block.rows.map((row) => cells('td', row)).join('');
      return `<table><thead>${cells('th', block.headings)}</thead><tbody>${rows}</tbody></table>`;
    }
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${set(item)}</li>`).join('')}</ul>`;
    case 'note':
      return `<p><strong>${escapeXml(block.label)}.</strong> ${set(block.text)}</p>`;
    case 'head':
      return xhtml(block.blocks, setter);
    case 'question':
      return xhtml(questionBlocks(block), setter);
    // Paper only.
    case 'space':
    case 'form':
      return '';
  }
}

export function inlines(text: readonly Inline[], setter: Setter): string {
  return text.map((piece) => inlineXhtml(piece, setter)).join('');
}

function inlineXhtml(piece: Inline, setter: Setter): string {
  if (typeof piece === 'string') return escapeXml(piece);
  switch (piece.kind) {
    case 'math':
      return setter.math(latex(piece.notation), false);
    case 'strong':
      return `<strong>${escapeXml(piece.text)}</strong>`;
    case 'code':
      return `<code>${escapeXml(piece.text)}</code>`;
  }
}
