import type { Block, Document, Inline, Topic } from '../document/block.ts';
import { nameOf } from '../document/parts.ts';
import { questionBlocks } from '../document/prose.ts';
import { latex } from '../notation/latex.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import type { Format } from './format.ts';

/** The derivation as data: its blocks, every formula as LaTeX and as plain text. */
export const json: Format = {
  name: 'json',
  summary: 'the blocks as JSON, formulas as LaTeX and as text',
  write: async (document: Document): Promise<string> => asData(document),
  fragment: async (document: Document): Promise<string> => asData(document),
};

function asData({ title, blocks }: Document): string {
  return `${JSON.stringify({ title, blocks: blocks.flatMap(blockJson) }, null, 2)}\n`;
}

function blockJson(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return { ...block, text: inlines(block.text) };
    case 'paragraph':
      return { ...block, text: inlines(block.text) };
    case 'note':
      return { ...block, text: inlines(block.text) };
    case 'equation':
      return {
        ...block,
        ...named(block),
        lines: block.lines.map(({ left, steps }) => ({
          left: formula(left),
          steps: steps.map(({ relation, right }) => ({ relation, right: formula(right) })),
        })),
      };
    case 'figure':
      return {
        kind: block.kind,
        ...named(block),
        alt: block.drawing.alt,
        caption: inlines(block.caption),
      };
    case 'table':
      return {
        ...block,
        ...named(block),
        headings: block.headings.map(inlines),
        rows: block.rows.map((row) => row.map(inlines)),
      };
    case 'list':
      return { ...block, ...named(block), items: block.items.map(inlines) };
    case 'head':
      return block.blocks.map(blockJson);
    case 'question': {
      const { kind, number, title, points } = block;
      return {
        kind,
        number,
        title: inlines(title),
        points,
        blocks: questionBlocks(block).flatMap(blockJson),
      };
    }
    case 'space':
    case 'form':
      return block;
  }
}

function named({ part }: { readonly part?: Topic }): { part?: string } {
  return part ? { part: nameOf(part) } : {};
}

function inlines(all: readonly Inline[]): unknown[] {
  return all.map((piece) => {
    if (typeof piece === 'string') return piece;
    return piece.kind === 'math' ? { kind: 'math', ...formula(piece.notation) } : piece;
  });
}

function formula(notation: Notation): { latex: string; text: string } {
  return { latex: latex(notation), text: text(notation) };
}
