import type { Block, EquationLine, Inline } from '../../document/block.ts';
import { questionBlocks } from '../../document/prose.ts';
import type { Notation } from '../../notation/notation.ts';
import { columns, text, textMatrix, textRelation } from '../../notation/text.ts';
import { visible } from '../../printable.ts';
import { type Paint, painted, plain, type TextRun, unpainted, wrapped } from './painted.ts';

/** Blocks for a terminal of so many columns: matrices over several lines, long sums broken before a sign. */
export function terminal(blocks: readonly Block[], columns = 100, paint: Paint = unpainted): string {
  return blocks.map((block) => `${blockText(block, columns, paint)}\n\n`).join('');
}

/** What a block says first, on one line. */
export function firstLine(block: Block): string {
  if (block.kind === 'table') return block.headings.map((cell) => plain(runs(cell, unpainted))).join(', ');
  if (block.kind === 'figure') return block.drawing.alt;
  if (block.kind !== 'equation') return blockText(block, Number.POSITIVE_INFINITY, unpainted).split('\n')[0];
  const [{ left, steps }] = block.lines;
  return [text(left), ...steps.map(({ relation, right }) => `${textRelation[relation]} ${text(right)}`)].join(
    ' ',
  );
}

function blockText(block: Block, columns: number, paint: Paint): string {
  switch (block.kind) {
    case 'heading':
      return paint.strong(plain(runs(block.text, paint)));
    case 'paragraph':
      return wrapped(runs(block.text, paint), columns, '');
    case 'note': {
      const label: TextRun = { text: `${block.label}:`, paint: paint.strong };
      return wrapped([label, { text: ' ' }, ...runs(block.text, paint)], columns, '  ');
    }
    case 'head':
      return block.blocks.map((block) => blockText(block, columns, paint)).join('\n\n');
    case 'question': {
      const head = `${block.number}. ${plain(runs(block.title, paint))} (${block.points})`;
      return [
        paint.strong(head),
        ...questionBlocks(block).map((block) => blockText(block, columns, paint)),
      ].join('\n\n');
    }
    case 'space':
      return '';
    case 'form':
      return block.labels.map((label) => `${label}: ________`).join('   ');
    case 'figure':
      if (block.text) return block.text.join('\n');
      return wrapped([{ text: block.drawing.alt, paint: paint.faint }], columns, '');
    case 'equation':
      return block.lines.map((line) => equationText(line, columns)).join('\n');
    case 'table':
      return tableText([
        block.headings.map((cell) => headed(cell, paint)),
        ...block.rows.map((row) => row.map((cell) => runs(cell, paint))),
      ]);
    case 'list':
      return block.items
        .map((item) => wrapped([{ text: '- ' }, ...runs(item, paint)], columns, '  '))
        .join('\n');
  }
}

function runs(all: readonly Inline[], paint: Paint): TextRun[] {
  return all.map((piece): TextRun => {
    if (typeof piece === 'string') return { text: visible(piece) };
    if (piece.kind === 'math') return { text: text(piece.notation) };
    if (piece.kind === 'code') return { text: visible(piece.text) };
    return { text: visible(piece.text), paint: paint[piece.tone ?? 'strong'] };
  });
}

function headed(cell: readonly Inline[], paint: Paint): TextRun[] {
  return [{ text: plain(runs(cell, paint)), paint: paint.strong }];
}

/** left = a = b on one line if it fits; matrices as tall as they are, the rest beside their middle. */
function equationText({ left, steps }: EquationLine, columns: number): string {
  const parts: PartLines[] = [single(text(left))];
  for (const { relation, right } of steps) parts.push(single(` ${textRelation[relation]} `), ...cells(right));
  const tall = parts.some((part) => part.length > 1);
  if (tall) return beside(parts).join('\n');
  return wrapped([{ text: parts.map(([line]) => line).join('') }], columns, '      ');
}

/** Lines of one part, all equally long. */
type PartLines = readonly string[];

function single(line: string): PartLines {
  return [line];
}

/** A matrix, alone or as a factor, is as tall as it is; all else is one line. */
function cells(notation: Notation): PartLines[] {
  if (!isTall(notation)) return [single(text(notation))];
  switch (notation.kind) {
    case 'matrix':
      return [textMatrix(notation.rows)];
    case 'product': {
      const at = notation.factors.findIndex(isTall);
      const [before, after] = [notation.factors.slice(0, at), notation.factors.slice(at + 1)];
      const rest = (factors: readonly Notation[]): PartLines[] => cells({ ...notation, factors });
      return [
        ...(before.length > 0 ? [...rest(before), single(' ')] : []),
        ...cells(notation.factors[at]),
        ...(after.length > 0 ? [single(' '), ...rest(after)] : []),
      ];
    }
    case 'negative':
      return [single('−'), ...cells(notation.of)];
    default:
      return [single(text(notation))];
  }
}

function isTall(notation: Notation): boolean {
  switch (notation.kind) {
    case 'matrix':
      return notation.rows.length > 1 || notation.rows[0].length > 1;
    case 'product':
      return notation.factors.some(isTall);
    case 'negative':
      return isTall(notation.of);
    default:
      return false;
  }
}

function beside(parts: readonly PartLines[]): string[] {
  const height = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: height }, (_, row) =>
    parts
      .map((part) => {
        const offset = Math.floor((height - part.length) / 2);
        return part[row - offset] ?? ' '.repeat(columns(part[0]));
      })
      .join('')
      .trimEnd(),
  );
}

/** Columns as wide as their longest cell, which is measured before it is painted. */
function tableText(rows: readonly (readonly (readonly TextRun[])[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => plain(row[column]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => `${painted(cell)}${' '.repeat(widths[column] - plain(cell).length)}`)
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
