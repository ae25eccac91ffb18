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
  return blocks.map((one, at) => `${between(blocks[at - 1], one)}${blockTex(one)}`).join('');
}

/** A display belongs to the paragraph that it stands in: an empty line before it would be an empty line in print. */
function between(before: Block | undefined, after: Block): string {
  if (!before) return '';
  const goesOn = before.kind === 'paragraph' || before.kind === 'equation';
  return after.kind === 'equation' && goesOn ? '\n' : '\n\n';
}

function blockTex(one: Block): string {
  switch (one.kind) {
    case 'heading':
      return `\\${one.level === 1 ? 'section' : 'subsection'}*{${inlines(one.text)}}`;
    case 'paragraph':
      return inlines(one.text);
    case 'equation':
      return `\\begin{align*}\n  ${alignedRows(one.lines, smaller).join(' \\\\\n  ')}\n\\end{align*}`;
    case 'figure':
      return `\\begin{center}\n${tikzOf(one.drawing)}\n\n\\smallskip\\small ${inlines(one.caption)}\n\\end{center}`;
    case 'table':
      return longTable(one, pageWidth);
    case 'list':
      return `\\begin{itemize}\n${one.items.map(listItem).join('\n')}\n\\end{itemize}`;
    case 'note':
      return `\\begin{quote}\n\\textbf{${escapeTex(one.label)}.} ${inlines(one.text)}\n\\end{quote}`;
    case 'head':
      return texBlocks(one.blocks);
    case 'question': {
      const head = `\\textbf{${one.number}.} \\textbf{${inlines(one.title)}} \\hfill ${escapeTex(one.points)}`;
      return [
        '\\begin{samepage}',
        `${head}\\nopagebreak`,
        ...questionBlocks(one).map(blockTex),
        '\\end{samepage}',
        '\\bigskip',
      ].join('\n\n');
    }
    case 'space':
      return `\\vspace*{${one.height.toFixed(1)}cm}`;
    case 'form':
      return `\\noindent ${one.labels.map((label) => `${escapeTex(label)}: \\hrulefill`).join('\\quad ')}`;
  }
}

/** A bracket at the beginning would be taken for the item's label. */
function listItem(item: readonly Inline[]): string {
  const text = inlines(item);
  return `  \\item${text.startsWith('[') ? '{}' : ''} ${text}`;
}
