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

function blockJson(one: Block): unknown {
  switch (one.kind) {
    case 'heading':
      return { ...one, text: inlines(one.text) };
    case 'paragraph':
      return { ...one, text: inlines(one.text) };
    case 'note':
      return { ...one, text: inlines(one.text) };
    case 'equation':
      return {
        ...one,
        ...named(one),
        lines: one.lines.map(({ left, steps }) => ({
          left: formula(left),
          steps: steps.map(({ relation, right }) => ({ relation, right: formula(right) })),
        })),
      };
    case 'figure':
      return {
        kind: one.kind,
        ...named(one),
        alt: one.drawing.alt,
        caption: inlines(one.caption),
      };
    case 'table':
      return {
        ...one,
        ...named(one),
        headings: one.headings.map(inlines),
        rows: one.rows.map((row) => row.map(inlines)),
      };
    case 'list':
      return { ...one, ...named(one), items: one.items.map(inlines) };
    case 'head':
      return one.blocks.map(blockJson);
    case 'question': {
      const { kind, number, title, points } = one;
      return { kind, number, title: inlines(title), points, blocks: questionBlocks(one).flatMap(blockJson) };
    }
    case 'space':
    case 'form':
      return one;
  }
}

function named({ part }: { readonly part?: Topic }): { part?: string } {
  return part ? { part: nameOf(part) } : {};
}

function inlines(all: readonly Inline[]): unknown[] {
  return all.map((one) => {
    if (typeof one === 'string') return one;
    return one.kind === 'math' ? { kind: 'math', ...formula(one.notation) } : one;
  });
}

function formula(notation: Notation): { latex: string; text: string } {
  return { latex: latex(notation), text: text(notation) };
}
