import type { Block, Inline } from '../document/block.ts';
import { questionBlocks } from '../document/prose.ts';
import { tikz } from '../figures/tikz.ts';
import { text } from '../notation/text.ts';
import { alignedRows } from './displayed.ts';
import { escapeTex } from './escape-tex.ts';
import { inlines, smaller } from './tex-inline.ts';

/** Blocks as LaTeX that every shell compiles: amsmath, longtable, TikZ for figures. */
export function texBlocks(blocks: readonly Block[]): string {
  return blocks.map((one, at) => `${between(blocks[at - 1], one)}${block(one)}`).join('');
}

/** A display belongs to the paragraph that it stands in: an empty line before it would be an empty line in print. */
function between(before: Block | undefined, after: Block): string {
  if (!before) return '';
  const goesOn = before.kind === 'paragraph' || before.kind === 'equation';
  return after.kind === 'equation' && goesOn ? '\n' : '\n\n';
}

function block(one: Block): string {
  switch (one.kind) {
    case 'heading':
      return `\\${one.level === 1 ? 'section' : 'subsection'}*{${inlines(one.text)}}`;
    case 'paragraph':
      return inlines(one.text);
    case 'equation':
      return `\\begin{align*}\n  ${alignedRows(one.lines, smaller).join(' \\\\\n  ')}\n\\end{align*}`;
    case 'figure':
      return `\\begin{center}\n${tikz(one.drawing)}\n\n\\smallskip\\small ${inlines(one.caption)}\n\\end{center}`;
    case 'table':
      return table(one);
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
        ...questionBlocks(one).map(block),
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

/** A table that goes on over pages, its longest cells broken into lines. */
function table({ headings, rows }: Extract<Block, { kind: 'table' }>): string {
  const all = [headings, ...rows];
  const longest = headings.map((_, column) => Math.max(...all.map((row) => plainLength(row[column]))));
  const wide = longest.reduce((sum, length) => sum + length, 0) > lineLength;
  const widest = longest.indexOf(Math.max(...longest));
  const columns = longest
    .map((_, column) => (wide && column === widest ? 'p{0.7\\linewidth}' : 'l'))
    .join('');
  const [head, ...body] = all.map((cells) => `  ${cells.map(inlines).join(' & ')} \\\\`);
  return [
    `\\begin{longtable}{${columns}}`,
    '  \\hline',
    head,
    '  \\hline',
    '  \\endhead',
    '  \\hline',
    '  \\endfoot',
    ...body,
    '\\end{longtable}',
  ].join('\n');
}

/** Characters of a line, about, at which cells are broken. */
const lineLength = 80;

function plainLength(cell: readonly Inline[]): number {
  return cell.reduce(
    (sum, one) =>
      sum +
      (typeof one === 'string'
        ? one.length
        : one.kind === 'math'
          ? text(one.notation).length
          : one.text.length),
    0,
  );
}
