import type { Block, Document, Inline } from '../document/block.ts';
import { questionBlocks } from '../document/prose.ts';
import { latex } from '../notation/latex.ts';
import { alignedRows } from './displayed.ts';
import type { Format } from './format.ts';

/** Markdown with formulas in dollars, as GitHub and Jupyter read it. Figures stand as their descriptions, and in characters. */
export const md: Format = {
  name: 'md',
  summary: 'Markdown with formulas in dollars',
  write: async (document: Document): Promise<string> =>
    `${[`# ${escapeMd(document.title)}`, ...mdBlocks(document, described)].join('\n\n')}\n`,
  fragment: async (document: Document): Promise<string> => `${mdBlocks(document, described).join('\n\n')}\n`,
};

type Figure = Extract<Block, { kind: 'figure' }>;
type Picture = (figure: Figure) => string;

/** Blocks in Markdown; `picture` is how their figures stand in the text. */
export function mdBlocks({ blocks, width }: Pick<Document, 'blocks' | 'width'>, picture: Picture): string[] {
  return blocks.map((block) => blockMarkdown(block, width, picture)).filter((text) => text !== '');
}

function blockMarkdown(block: Block, width: number | undefined, picture: Picture): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${inlines(block.text)}`;
    case 'paragraph':
      return inlines(block.text);
    case 'equation':
      return `$$\n\\begin{aligned}\n${alignedRows(block.lines, (math) => math, width).join(' \\\\\n')}\n\\end{aligned}\n$$`;
    case 'figure':
      return `${picture(block)}\n\n${inlines(block.caption)}`;
    case 'table': {
      const row = (cells: readonly (readonly Inline[])[]): string => `| ${cells.map(inlines).join(' | ')} |`;
      return [row(block.headings), `|${' --- |'.repeat(block.headings.length)}`, ...block.rows.map(row)].join(
        '\n',
      );
    }
    case 'list':
      return block.items.map((item) => `- ${inlines(item)}`).join('\n');
    case 'note':
      return `> **${escapeMd(block.label)}.** ${inlines(block.text)}`;
    case 'head':
      return mdBlocks({ blocks: block.blocks, ...(width !== undefined && { width }) }, picture).join('\n\n');
    case 'question':
      return [
        `### ${block.number}. ${inlines(block.title)} (${escapeMd(block.points)})`,
        ...mdBlocks({ blocks: questionBlocks(block), ...(width !== undefined && { width }) }, picture),
      ].join('\n\n');
    case 'space':
      return '';
    case 'form':
      return block.labels.map((label) => `${escapeMd(label)}: \\_\\_\\_\\_\\_\\_\\_\\_`).join(' ');
  }
}

/** A figure as its description, and in characters where it has any. */
function described({ drawing, text }: Figure): string {
  const lines = text ? `\n\n\`\`\`text\n${text.join('\n')}\n\`\`\`` : '';
  return `*${escapeMd(drawing.alt)}*${lines}`;
}

function inlines(text: readonly Inline[]): string {
  return text.map(inlineMarkdown).join('');
}

function inlineMarkdown(piece: Inline): string {
  if (typeof piece === 'string') return escapeMd(piece);
  switch (piece.kind) {
    case 'math':
      return `$${latex(piece.notation)}$`;
    case 'strong':
      return `**${escapeMd(piece.text)}**`;
    case 'code':
      // Between backticks nothing is markup, but a backtick ends them and a bar ends a cell.
      return /^[^`|\n]+$/.test(piece.text) ? `\`${piece.text}\`` : `<code>${escapeMd(piece.text)}</code>`;
  }
}

/** Text as text: no character of it is markup, for Markdown, for HTML within it, or for the dollars. */
export function escapeMd(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]()#+!|$~>-]/g, (character) =>
      /[()-]/.test(character) ? character : `\\${character}`,
    )
    .replace(/\s+/g, ' ');
}
