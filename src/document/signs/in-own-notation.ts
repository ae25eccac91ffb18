import type { Drawing, LabelText } from '../../figures/drawing/drawing.ts';
import type { Model } from '../../model/model.ts';
import type { Notation } from '../../notation/notation.ts';
import { type Restyling, restyled } from '../../notation/restyled.ts';
import type { Block, Document, EquationLine, Inline } from '../block.ts';
import { Names } from '../names.ts';

/**
 * The document in its author's notation: every formula in it and in its pictures, nothing else. With `macros` its LaTeX
 * has the macros of gradsheet.sty.
 */
export function inOwnNotation(document: Document, names: Names, macros = false): Document {
  if (!names.notation && !macros) return document;
  return {
    ...(macros && { macros }),
    ...document,
    blocks: blocksWith(document.blocks, rewriting(names, macros)),
  };
}

/** A picture alone in its author's notation. */
export function pictureInOwnNotation(drawing: Drawing, model: Model): Drawing {
  const names = new Names(model, model.notation);
  return drawn(drawing, ownWriting(names));
}

/** How a formula is written in its author's notation. */
export function ownWriting(names: Names): (notation: Notation) => Notation {
  return names.notation ? rewriting(names) : (notation) => notation;
}

function rewriting({ notation: choices }: Names, macros = false): Rewrite {
  const restyling: Restyling = {
    symbols: choices?.symbols ?? new Map(),
    bold: choices?.bold ?? false,
    nabla: choices?.nabla ?? false,
    macros,
  };
  return (notation) => restyled(notation, restyling);
}

type Rewrite = (notation: Notation) => Notation;

function blocksWith(blocks: readonly Block[], rewrite: Rewrite): Block[] {
  return blocks.map((block) => blockWith(block, rewrite));
}

function blockWith(block: Block, rewrite: Rewrite): Block {
  const text = (inlines: readonly Inline[]): Inline[] =>
    inlines.map((piece) =>
      typeof piece === 'object' && piece.kind === 'math'
        ? { ...piece, notation: rewrite(piece.notation) }
        : piece,
    );
  const line = ({ left, steps }: EquationLine): EquationLine => ({
    left: rewrite(left),
    steps: steps.map(({ relation, right }) => ({ relation, right: rewrite(right) })),
  });
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return { ...block, text: text(block.text) };
    case 'equation':
      return { ...block, lines: block.lines.map(line) };
    case 'figure': {
      const { moving } = block;
      return {
        ...block,
        drawing: drawn(block.drawing, rewrite),
        caption: text(block.caption),
        ...(moving && {
          moving: {
            caption: text(moving.caption),
            positions: moving.positions.map((position) => ({
              drawing: drawn(position.drawing, rewrite),
              line: line(position.line),
            })),
          },
        }),
      };
    }
    case 'table':
      return { ...block, headings: block.headings.map(text), rows: block.rows.map((row) => row.map(text)) };
    case 'list':
      return { ...block, items: block.items.map(text) };
    case 'head':
      return { ...block, blocks: blocksWith(block.blocks, rewrite) };
    case 'question':
      return {
        ...block,
        title: text(block.title),
        blocks: blocksWith(block.blocks, rewrite),
        ...(block.unsolved && { unsolved: blocksWith(block.unsolved, rewrite) }),
        ...(block.solution && { solution: blocksWith(block.solution, rewrite) }),
      };
    case 'space':
    case 'form':
      return block;
  }
}

function drawn(drawing: Drawing, rewrite: Rewrite): Drawing {
  return {
    ...drawing,
    shapes: drawing.shapes.map((shape) =>
      shape.kind === 'label' ? { ...shape, text: lettersWith(shape.text, rewrite) } : shape,
    ),
  };
}

function lettersWith(text: LabelText, rewrite: Rewrite): LabelText {
  return 'kind' in text ? rewrite(text) : text.map(rewrite);
}
