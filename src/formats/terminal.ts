import type { Block, EquationLine, Inline } from '../document/block.ts';
import type { Notation } from '../notation/notation.ts';
import { text, textMatrix, textRelation } from '../notation/text.ts';

/** Blocks for a terminal of so many columns: matrices over several lines, long sums broken before a sign. */
export function terminal(blocks: readonly Block[], columns = 100): string {
  return blocks.map((block) => `${written(block, columns)}\n\n`).join('');
}

function written(block: Block, columns: number): string {
  switch (block.kind) {
    case 'heading':
      return inlines(block.text);
    case 'paragraph':
      return wrapped(inlines(block.text), columns, '');
    case 'note':
      return wrapped(`${block.label}: ${inlines(block.text)}`, columns, '  ');
    case 'figure':
      return wrapped(block.drawing.alt, columns, '');
    case 'equation':
      return block.lines.map((line) => equationText(line, columns)).join('\n');
    case 'table':
      return tableText([block.headings, ...block.rows].map((row) => row.map(inlines)));
    case 'list':
      return block.items.map((item) => wrapped(`- ${inlines(item)}`, columns, '  ')).join('\n');
  }
}

function inlines(all: readonly Inline[]): string {
  return all
    .map((one) => (typeof one === 'string' ? one : one.kind === 'math' ? text(one.notation) : one.text))
    .join('');
}

/** left = a = b on one line if it fits; matrices as tall as they are, the rest beside their middle. */
function equationText({ left, steps }: EquationLine, columns: number): string {
  const parts: Part[] = [single(text(left))];
  for (const { relation, right } of steps) parts.push(single(` ${textRelation[relation]} `), ...cells(right));
  const tall = parts.some((part) => part.length > 1);
  if (tall) return beside(parts).join('\n');
  return wrapped(parts.map(([line]) => line).join(''), columns, '      ');
}

/** Lines of one part, all equally long. */
type Part = readonly string[];

function single(line: string): Part {
  return [line];
}

function cells(notation: Notation): Part[] {
  switch (notation.kind) {
    case 'matrix':
      return [
        notation.rows.length === 1 && notation.rows[0].length === 1
          ? single(text(notation))
          : textMatrix(notation.rows),
      ];
    case 'product': {
      const matrix = notation.factors.findIndex((factor) => factor.kind === 'matrix');
      if (matrix < 0) return [single(text(notation))];
      const before = notation.factors.slice(0, matrix);
      return [
        ...(before.length > 0 ? [single(`${text({ ...notation, factors: before })} `)] : []),
        ...cells(notation.factors[matrix]),
      ];
    }
    case 'negative':
      return [single('−'), ...cells(notation.of)];
    default:
      return [single(text(notation))];
  }
}

function beside(parts: readonly Part[]): string[] {
  const height = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: height }, (_, row) =>
    parts
      .map((part) => {
        const offset = Math.floor((height - part.length) / 2);
        return part[row - offset] ?? ' '.repeat(part[0].length);
      })
      .join('')
      .trimEnd(),
  );
}

function wrapped(line: string, columns: number, indent: string): string {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const cut = Math.max(
      rest.lastIndexOf(' + ', columns - 1),
      rest.lastIndexOf(' − ', columns - 1),
      rest.lastIndexOf(' = ', columns - 1),
    );
    const at = cut > indent.length + 8 ? cut : rest.lastIndexOf(' ', columns);
    if (at <= indent.length) break;
    lines.push(rest.slice(0, at));
    rest = indent + rest.slice(at + 1);
  }
  return [...lines, rest].join('\n');
}

function tableText(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
