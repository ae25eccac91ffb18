import type { Block, Document, Inline } from '../document/block.ts';
import { tikz } from '../figures/tikz.ts';
import { text } from '../notation/text.ts';
import { alignedRows } from './displayed.ts';
import { escapeTex } from './escape-tex.ts';
import type { Assets, Format } from './format.ts';
import type { FragmentStyle } from './fragment-style.ts';
import { usualFragment } from './fragment-style.ts';
import type { Paper } from './paper.ts';
import { texColumn, texFragment } from './tex-fragment.ts';
import { inlines, smaller } from './tex-inline.ts';

/** A LaTeX article that pdflatex compiles as it is: amsmath, lmodern, TikZ for figures. */
export const tex: Format = {
  name: 'tex',
  summary: 'LaTeX article',
  write: async (document: Document, assets: Assets, paper: Paper = 'a4'): Promise<string> => {
    const { Eta } = await import('eta');
    // No escaping by the template: what comes from users was escaped for TeX already.
    const shell = new Eta({ autoEscape: false, autoTrim: false });
    return shell.renderString(assets.text('article.tex'), {
      title: escapeTex(document.title),
      paper: `${paper}paper`,
      body:
        document.width === undefined
          ? document.blocks.map(block).join('\n\n')
          : texColumn(document.blocks, document.width, usualFragment),
    });
  },
  fragment: async (document: Document, _: Assets, style: FragmentStyle): Promise<string> =>
    texFragment(document, style),
};

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
      return `\\begin{itemize}\n${one.items.map((item) => `  \\item ${inlines(item)}`).join('\n')}\n\\end{itemize}`;
    case 'note':
      return `\\begin{quote}\n\\textbf{${escapeTex(one.label)}.} ${inlines(one.text)}\n\\end{quote}`;
    case 'question': {
      const head = `\\textbf{${one.number}.} \\textbf{${inlines(one.title)}} \\hfill ${escapeTex(one.points)}`;
      return [
        '\\begin{samepage}',
        `${head}\\nopagebreak`,
        ...one.blocks.map(block),
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
