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
    .map((one) => blockXhtml(one, setter))
    .filter((one) => one !== '')
    .join('\n');
}

function blockXhtml(one: Block, setter: Setter): string {
  const set = (text: readonly Inline[]): string => inlines(text, setter);
  switch (one.kind) {
    case 'heading':
      return `<p><strong>${set(one.text)}</strong></p>`;
    case 'paragraph':
      return `<p>${set(one.text)}</p>`;
    case 'equation':
      return pieces(alignedRows(one.lines, (math) => math))
        .map((rows) => `\\begin{aligned} ${rows.join(' \\\\ ')} \\end{aligned}`)
        .map((aligned) => `<p>${setter.math(aligned, true)}</p>`)
        .join('\n');
    case 'figure':
      return `<p><img src="${escapeXml(setter.picture(one.drawing))}" alt="${escapeXml(one.drawing.alt)}"/></p>\n<p><em>${set(one.caption)}</em></p>`;
    case 'table': {
      const cells = (tag: 'th' | 'td', row: readonly (readonly Inline[])[]): string =>
        `<tr>${row.map((cell) => `<${tag}>${set(cell)}</${tag}>`).join('')}</tr>`;
      const rows = one.rows.map((row) => cells('td', row)).join('');
      return `<table><thead>${cells('th', one.headings)}</thead><tbody>${rows}</tbody></table>`;
    }
    case 'list':
      return `<ul>${one.items.map((item) => `<li>${set(item)}</li>`).join('')}</ul>`;
    case 'note':
      return `<p><strong>${escapeXml(one.label)}.</strong> ${set(one.text)}</p>`;
    case 'head':
      return xhtml(one.blocks, setter);
    case 'question':
      return xhtml(questionBlocks(one), setter);
    // Paper only.
    case 'space':
    case 'form':
      return '';
  }
}

export function inlines(text: readonly Inline[], setter: Setter): string {
  return text.map((one) => inlineXhtml(one, setter)).join('');
}

function inlineXhtml(one: Inline, setter: Setter): string {
  if (typeof one === 'string') return escapeXml(one);
  switch (one.kind) {
    case 'math':
      return setter.math(latex(one.notation), false);
    case 'strong':
      return `<strong>${escapeXml(one.text)}</strong>`;
    case 'code':
      return `<code>${escapeXml(one.text)}</code>`;
  }
}
