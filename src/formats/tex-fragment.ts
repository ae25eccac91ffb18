import type { Block, Document, EquationBlock } from '../document/block.ts';
import { partName } from '../document/parts.ts';
import { questionBlocks } from '../document/prose.ts';
import { page, tikz } from '../figures/tikz.ts';
import { type Line, lines } from '../notation/break.ts';
import { pageWidth } from '../notation/page-width.ts';
import { alignedRow } from './displayed.ts';
import { escapeTex } from './escape-tex.ts';
import type { FragmentStyle } from './fragment-style.ts';
import { inlines, smaller } from './tex-inline.ts';
import { columnTable } from './tex-table.ts';

/** Blocks in LaTeX without a preamble, ready for \input, in a column of the document's width. */
export function texFragment({ blocks, width = pageWidth }: Document, style: FragmentStyle): string {
  const body = texColumn(blocks, width, style);
  const packages = [
    'amsmath',
    ...(body.includes('\\scalebox') ? ['graphicx'] : []),
    ...(body.includes('\\begin{tikzpicture}') ? ['tikz'] : []),
  ];
  return style.as === 'math' ? `${body}\n` : `% Needs ${packages.join(', ')}.\n${body}\n`;
}

/** The blocks one after the other. No text of a user is TeX, and nothing is wider than the column. */
export function texColumn(blocks: readonly Block[], width: number, style: FragmentStyle): string {
  return blocks.map((one) => block(one, width, style)).join('\n\n');
}

function block(one: Block, width: number, style: FragmentStyle): string {
  switch (one.kind) {
    case 'heading':
      return `\\${one.level === 1 ? 'section' : 'subsection'}*{${inlines(one.text)}}`;
    case 'paragraph':
      return `{\\sloppy ${inlines(one.text)}\\par}`;
    case 'equation':
      return displayed(one, width, style);
    case 'figure':
      return `\\begin{center}\n${tikz(one.drawing, { ...page, widest: width * centimetres })}\n\n\\smallskip\\small ${inlines(one.caption)}\n\\end{center}`;
    case 'table':
      return columnTable(one, width);
    case 'list':
      return `\\begin{itemize}\\sloppy\n${one.items.map((item) => `  \\item ${inlines(item)}`).join('\n')}\n\\end{itemize}`;
    case 'note':
      return `{\\sloppy\\textbf{${escapeTex(one.label)}.} ${inlines(one.text)}\\par}`;
    case 'head':
      return texColumn(one.blocks, width, style);
    case 'question':
      return texColumn(questionBlocks(one), width, style);
    case 'space':
      return `\\vspace*{${one.height.toFixed(1)}cm}`;
    case 'form':
      return one.labels.map((label) => `${escapeTex(label)}: \\hrulefill`).join('\\par ');
  }
}

/** An em of a font of 10 points. */
const centimetres = 10 / 28.4528;
/** What a number on the right takes, in em: (12) and the space before it. */
const numberWidth = 3;

function displayed(equation: EquationBlock, width: number, { as, labels }: FragmentStyle): string {
  const numbered = as === 'align' || as === 'equation';
  const all = lines(equation.lines, width - (numbered ? numberWidth : 0));
  const label = labelled(labels, equation);
  if (as === 'align' || as === 'align*') {
    let count = 0;
    const rows = all.map((line) => {
      const row = alignedRow(line, smaller);
      if (as === 'align*') return row;
      // A number for each equation, on its first line.
      if (line.left.length === 0 || line.relation === undefined) return `${row} \\notag`;
      count += 1;
      return `${row} ${label(count)}`;
    });
    return `\\begin{${as}}\n  ${rows.join(' \\\\\n  ')}\n\\end{${as}}`;
  }
  const body = alone(all);
  return as === 'math' ? body : `\\begin{equation}${label(1)}\n${body}\n\\end{equation}`;
}

/** One line as it is, several aligned. */
function alone(all: readonly Line[]): string {
  const rows = all.map((line) => alignedRow(line, smaller));
  if (rows.length === 1) return rows[0].replace(' &', ' ').trim();
  return `\\begin{aligned}\n  ${rows.join(' \\\\\n  ')}\n\\end{aligned}`;
}

/** \label{eq:gradient.W}; further equations of a part have a number behind its name. */
function labelled(prefix: string, equation: EquationBlock): (count: number) => string {
  const part = partName(equation)?.replace(/[^A-Za-z0-9.]/g, '-');
  if (part === undefined) return () => '';
  return (count) => `\\label{${prefix}${part}${count > 1 ? `.${count}` : ''}}`;
}
