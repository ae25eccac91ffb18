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
  return blocks.map((one) => blockMarkdown(one, width, picture)).filter((text) => text !== '');
}

function blockMarkdown(one: Block, width: number | undefined, picture: Picture): string {
  switch (one.kind) {
    case 'heading':
      return `${'#'.repeat(one.level + 1)} ${inlines(one.text)}`;
    case 'paragraph':
      return inlines(one.text);
    case 'equation':
      return `$$\n\\begin{aligned}\n${alignedRows(one.lines, (math) => math, width).join(' \\\\\n')}\n\\end{aligned}\n$$`;
    case 'figure':
      return `${picture(one)}\n\n${inlines(one.caption)}`;
    case 'table': {
      const row = (cells: readonly (readonly Inline[])[]): string => `| ${cells.map(inlines).join(' | ')} |`;
      return [row(one.headings), `|${' --- |'.repeat(one.headings.length)}`, ...one.rows.map(row)].join('\n');
    }
    case 'list':
      return one.items.map((item) => `- ${inlines(item)}`).join('\n');
    case 'note':
      return `> **${escapeMd(one.label)}.** ${inlines(one.text)}`;
    case 'head':
      return mdBlocks({ blocks: one.blocks, ...(width !== undefined && { width }) }, picture).join('\n\n');
    case 'question':
      return [
        `### ${one.number}. ${inlines(one.title)} (${escapeMd(one.points)})`,
        ...mdBlocks({ blocks: questionBlocks(one), ...(width !== undefined && { width }) }, picture),
      ].join('\n\n');
    case 'space':
      return '';
    case 'form':
      return one.labels.map((label) => `${escapeMd(label)}: \\_\\_\\_\\_\\_\\_\\_\\_`).join(' ');
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

function inlineMarkdown(one: Inline): string {
  if (typeof one === 'string') return escapeMd(one);
  switch (one.kind) {
    case 'math':
      return `$${latex(one.notation)}$`;
    case 'strong':
      return `**${escapeMd(one.text)}**`;
    case 'code':
      // Between backticks nothing is markup, but a backtick ends them and a bar ends a cell.
      return /^[^`|\n]+$/.test(one.text) ? `\`${one.text}\`` : `<code>${escapeMd(one.text)}</code>`;
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
