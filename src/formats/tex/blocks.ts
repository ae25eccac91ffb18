import type { Block, Inline } from '../../document/block.ts';
import { questionBlocks } from '../../document/prose.ts';
import { tikzOf } from '../../figures/drawing/tikz-of.ts';
import { pageWidth } from '../../notation/page-width.ts';
import { alignedRows } from '../displayed.ts';
import { escapeTex } from './escape.ts';
import { inlines, smaller } from './inline.ts';
import { longTable } from './table.ts';

/** Blocks as LaTeX that every shell compiles: amsmath, longtable, TikZ for figures. */
export function texBlocks(blocks: readonly Block[]): string {
  return blocks.map((block, at) => `${between(blocks[at - 1], block)}${blockTex(block)}`).join('');
}

/** A display belongs to the paragraph that it stands in: an empty line before it would be an empty line in print. */
function between(before: Block | undefined, after: Block): string {
  if (!before) return '';
  const goesOn = before.kind === 'paragraph' || before.kind === 'equation';
  return after.kind === 'equation' && goesOn ? '\n' : '\n\n';
}

function blockTex(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `\\${block.level === 1 ? 'section' : 'subsection'}*{${inlines(block.text)}}`;
    case 'paragraph':
      return inlines(block.text);
    case 'equation':
      return `\\begin{align*}\n  ${alignedRows(block.lines, smaller).join(' \\\\\n  ')}\n\\end{align*}`;
    case 'figure':
      return `\\begin{center}\n${tikzOf(block.drawing)}\n\n\\smallskip\\small ${inlines(block.caption)}\n\\end{center}`;
    case 'table':
      return longTable(block, pageWidth);
    case 'list':
      return `\\begin{itemize}\n${block.items.map(listItem).join('\n')}\n\\end{itemize}`;
    case 'note':
      return `\\begin{quote}\n\\textbf{${escapeTex(block.label)}.} ${inlines(block.text)}\n\\end{quote}`;
    case 'head':
      return texBlocks(block.blocks);
    case 'question': {
      const head = `\\textbf{${block.number}.} \\textbf{${inlines(block.title)}} \\hfill ${escapeTex(block.points)}`;
      return [
        '\\begin{samepage}',
        `${head}\\nopagebreak`,
        ...questionBlocks(block).map(blockTex),
        '\\end{samepage}',
        '\\bigskip',
      ].join('\n\n');
    }
    case 'space':
      return `\\vspace*{${block.height.toFixed(1)}cm}`;
    case 'form':
      return `\\noindent ${block.labels.map((label) => `${escapeTex(label)}: \\hrulefill`).join('\\quad ')}`;
  }
}

/** A bracket at the beginning would be taken for the item's label. */
function listItem(item: readonly Inline[]): string {
  const text = inlines(item);
  return `  \\item${text.startsWith('[') ? '{}' : ''} ${text}`;
}
