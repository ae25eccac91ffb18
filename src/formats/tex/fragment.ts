import type { Block, Document, EquationBlock } from '../../document/block.ts';
import { nameOf } from '../../document/parts.ts';
import { questionBlocks } from '../../document/prose.ts';
import { onPaper } from '../../figures/drawing/page.ts';
import { tikzOf } from '../../figures/drawing/tikz-of.ts';
import { type Line, lines } from '../../notation/break.ts';
import { isTall } from '../../notation/latex.ts';
import { pageWidth } from '../../notation/page-width.ts';
import { alignedRow } from '../displayed.ts';
import { escapeTex } from './escape.ts';
import type { FragmentStyle } from './fragment-style.ts';
import { inlines, smaller } from './inline.ts';
import { columnTable } from './table.ts';

/** Blocks in LaTeX without a preamble, ready for \input, in a column of the document's width. */
export function texFragment({ blocks, width = pageWidth, macros }: Document, style: FragmentStyle): string {
  const body = texColumn(blocks, width, style);
  const packages = [
    'amsmath',
    ...(body.includes('\\toprule') ? ['booktabs'] : []),
    ...(body.includes('\\scalebox') ? ['graphicx'] : []),
    ...(body.includes('\\begin{tikzpicture}') ? ['tikz'] : []),
    ...(macros ? ['gradsheet'] : []),
  ];
  return style.as === 'math' ? `${body}\n` : `% Needs ${packages.join(', ')}.\n${body}\n`;
}

/** The blocks one after the other. No text of a user is TeX, and nothing is wider than the column. */
export function texColumn(blocks: readonly Block[], width: number, style: FragmentStyle): string {
  const column = { ...style, width, counts: new Map<string, number>() };
  const body = blocks
    .map((block, at) => `${between(blocks[at - 1], block)}${fragmentTex(block, column)}`)
    .join('');
  const prose = blocks.some(({ kind }) => kind !== 'equation');
  return prose ? `\\begin{sloppypar}\n${body}\n\\end{sloppypar}` : body;
}

interface Column extends FragmentStyle {
  readonly width: number;
  /** How many equations of each part have a number so far. */
  readonly counts: Map<string, number>;
}

/** An equation goes on with the paragraph before it; where it begins one, the line that TeX puts above it is taken away. */
function between(before: Block | undefined, after: Block): string {
  if (!before) return '';
  if (after.kind !== 'equation') return '\n\n';
  return ['paragraph', 'equation', 'note'].includes(before.kind) ? '\n' : '\n\n\\noindent\n';
}

function fragmentTex(block: Block, column: Column): string {
  const { width, font = 10 } = column;
  switch (block.kind) {
    case 'heading':
      return `\\${block.level === 1 ? 'section' : 'subsection'}*{${inlines(block.text)}}`;
    case 'paragraph':
      return inlines(block.text);
    case 'equation':
      return displayed(block, column);
    case 'figure': {
      const widest = width * font * centimetres - labelsOver;
      return `\\begin{center}\n${tikzOf(block.drawing, { ...onPaper, widest })}\\\\[4pt]\n\\small ${inlines(block.caption)}\n\\end{center}`;
    }
    case 'table':
      return columnTable(block, width);
    case 'list':
      return `\\begin{itemize}\n${block.items.map((item) => `  \\item ${inlines(item)}`).join('\n')}\n\\end{itemize}`;
    case 'note':
      return `\\textbf{${escapeTex(block.label)}.} ${inlines(block.text)}`;
    case 'head':
      return block.blocks.map((inner) => fragmentTex(inner, column)).join('\n\n');
    case 'question':
      return questionBlocks(block)
        .map((inner) => fragmentTex(inner, column))
        .join('\n\n');
    case 'space':
      return `\\vspace*{${block.height.toFixed(1)}cm}`;
    case 'form':
      return block.labels.map((label) => `${escapeTex(label)}: \\hrulefill`).join('\\par ');
  }
}

/** A point of TeX. */
const centimetres = 1 / 28.4528;
/** What the lines and labels of a picture reach over its width, in centimetres. */
const labelsOver = 0.3;
/** What a number on the right takes, in em: (12) and the space before it. */
const numberWidth = 3;

function displayed(equation: EquationBlock, column: Column): string {
  const { as, width } = column;
  const numbered = as === 'align' || as === 'equation';
  const all = lines(equation.lines, width - (numbered ? numberWidth : 0));
  if (as === 'align' || as === 'align*') {
    const rows = all.map((line, at) => {
      const row = `${alignedRow(line, smaller)}${numbered ? number(line, equation, column) : ''}`;
      return at === all.length - 1
        ? row
        : `${row} ${isTall(line.right) && isTall(all[at + 1].right) ? tallEnd : end}`;
    });
    return `\\begin{${as}}\n  ${rows.join('\n  ')}\n\\end{${as}}`;
  }
  const body = alone(all);
  return as === 'math' ? body : `\\begin{equation}${labelOf(equation, column)}\n${body}\n\\end{equation}`;
}

/** Fractions above each other need more room between the lines. */
const [end, tallEnd] = ['\\\\', '\\\\[3pt]'];

/** One line as it is, several aligned. */
function alone(all: readonly Line[]): string {
  const rows = all.map((line) => alignedRow(line, smaller));
  if (rows.length === 1) return rows[0].replace(' &', ' ').trim();
  return `\\begin{aligned}\n  ${rows.join(` ${end}\n  `)}\n\\end{aligned}`;
}

/** A number for each equation, on its first line. */
function number({ left, relation }: Line, equation: EquationBlock, column: Column): string {
  return left.length === 0 || relation === undefined ? ' \\notag' : ` ${labelOf(equation, column)}`;
}

/** \label{eq:gradient.W}; further equations of a part have a count behind its name. */
function labelOf(equation: EquationBlock, { labels, counts }: Column): string {
  const part = equation.part && nameOf(equation.part).replace(/[^A-Za-z0-9.]/g, '-');
  if (part === undefined) return '';
  const count = (counts.get(part) ?? 0) + 1;
  counts.set(part, count);
  return `\\label{${labels}${part}${count > 1 ? `.${count}` : ''}}`;
}
