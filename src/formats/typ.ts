import { BadInput } from '../bad-input.ts';
import type { Block, Document, Inline } from '../document/block.ts';
import { questionBlocks } from '../document/prose.ts';
import { asText } from '../figures/drawing/lettering.ts';
import { svgOf } from '../figures/drawing/svg-of.ts';
import { text } from '../notation/text.ts';
import { typst } from '../notation/typst.ts';
import { typstWords } from '../notation/typst-words.ts';
import type { Assets, Format } from './format.ts';
import type { Paper } from './paper.ts';
import { plainTypstEquation, typstEquations } from './typst/equations.ts';
import { escapeTypst } from './typst/escape.ts';

/** A Typst document that stands alone: the look from templates/article.typ, then the text; no code comes from a user. */
export const typ: Format = {
  name: 'typ',
  summary: 'Typst source',
  write: async (document: Document, assets: Assets, paper?: Paper): Promise<string> =>
    typstSource(document, assets, paper),
  fragment: async ({ blocks, width }: Document): Promise<string> =>
    `${blocks.map((block) => equationAlone(block, width)).join('\n\n')}\n`,
};

/** Only equations need nothing of templates/article.typ. */
function equationAlone(block: Block, width: number | undefined): string {
  if (block.kind === 'equation') return plainTypstEquation(block.lines, width);
  throw new BadInput(
    `--part: found a ${block.kind}, expected equations alone for Typst; write the whole derivation, or this part in another format.`,
  );
}

export function typstSource(document: Document, assets: Assets, paper: Paper = 'a4'): string {
  const head = [
    `title: ${typstWords(document.title)}`,
    ...(document.running === undefined ? [] : [`running: ${typstWords(document.running)}`]),
    `paper: "${paper === 'letter' ? 'us-letter' : paper}"`,
  ];
  return `${[
    assets.text('article.typ').trimEnd(),
    `#show: article.with(${head.join(', ')})`,
    ...blockTexts(document.blocks, 0, document.width),
  ].join('\n\n')}\n`;
}

/** Blocks under a heading of level `above`. No level of headings is left out, as PDF/UA demands. */
function blockTexts(blocks: readonly Block[], above: number, width: number | undefined): string[] {
  let level = above;
  return blocks.map((block, at) => {
    const under = level;
    if (block.kind === 'heading') level = Math.min(block.level, level + 1);
    return blockTypst(block, {
      level: block.kind === 'heading' ? level : under,
      leads: blocks[at + 1]?.kind === 'equation',
      width,
    });
  });
}

interface BlockContext {
  /** That of a heading, or of the heading above. */
  readonly level: number;
  /** Whether it leads to an equation, and stays on its page. */
  readonly leads: boolean;
  readonly width: number | undefined;
}

function blockTypst(block: Block, { level, leads, width }: BlockContext): string {
  switch (block.kind) {
    case 'heading':
      return `${'='.repeat(level)} ${inlines(block.text)}`;
    case 'paragraph':
      return leads ? `#block(sticky: true)[${inlines(block.text)}]` : inlines(block.text);
    case 'equation':
      return typstEquations(block.lines, width);
    case 'figure': {
      const source = svgOf(block.drawing, asText({ family: 'New Computer Modern' }));
      const image = `image(bytes(${quoted(source)}), format: "svg", alt: ${typstWords(block.drawing.alt)})`;
      return `#figure(${image}, caption: [${inlines(block.caption)}])`;
    }
    case 'table': {
      const cells = (row: readonly (readonly Inline[])[]): string =>
        row.map((cell) => `[${inlines(cell)}]`).join(', ');
      const rows = block.rows.map((row) => `  ${cells(row)},`);
      return [
        `#rows(${block.headings.length},`,
        `  table.header(${cells(block.headings)}),`,
        ...rows,
        ')',
      ].join('\n');
    }
    case 'list':
      return block.items.map((item) => `- ${inlines(item)}`).join('\n');
    case 'note':
      return `#note[${escapeTypst(block.label)}][${inlines(block.text)}]`;
    case 'head':
      return blockTexts(block.blocks, level, width).join('\n\n');
    case 'question': {
      const headingLevel = Math.min(level + 1, 3);
      const head = `${headingLevel}, [${block.number}\\. ${inlines(block.title)}], [${escapeTypst(block.points)}]`;
      return `#question(${head})[\n${blockTexts(questionBlocks(block), headingLevel, width).join('\n\n')}\n]`;
    }
    case 'space':
      return `#v(${block.height.toFixed(1)}cm, weak: false)`;
    case 'form':
      return `#form(${block.labels.map((label) => `[${escapeTypst(label)}], `).join('')})`;
  }
}

function inlines(all: readonly Inline[]): string {
  return all.map(inlineTypst).join('');
}

/** Every call ends with a semicolon: what follows is text, not more of the call. */
function inlineTypst(piece: Inline): string {
  if (typeof piece === 'string') return escapeTypst(piece);
  switch (piece.kind) {
    case 'math':
      return `#formula(${typstWords(text(piece.notation))}, $${typst(piece.notation)}$);`;
    case 'strong':
      return `#${piece.tone ?? 'strong'}[${escapeTypst(piece.text)}];`;
    case 'code':
      return `#raw(${typstWords(piece.text)});`;
  }
}

export function quoted(source: string): string {
  return `"${source.replace(/[\\"]/g, '\\$&')}"`;
}
