import type { Box, Row } from './box.ts';
import { isCompact } from './latex.ts';
import { layout } from './layout.ts';
import { greek } from './letters.ts';
import { mathematicalLetters } from './mathematical-letters.ts';
import type { Notation, Relation } from './notation.ts';

/** A formula in plain Unicode, on one line: o_11 = I_11 W_11 + ... */
export function text(notation: Notation): string {
  return textRow(layout(notation));
}

/** The rows of a matrix, columns aligned, in brackets over all lines. */
export function textMatrix(rows: readonly (readonly Notation[])[]): string[] {
  const cells = rows.map((row) => row.map(text));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => columns(row[column]))));
  const [last] = [cells.length - 1];
  return cells.map((row, at) => {
    const [open, close] = last === 0 ? '()' : at === 0 ? '⎛⎞' : at === last ? '⎝⎠' : '⎜⎟';
    return `${open} ${row.map((cell, column) => `${' '.repeat(widths[column] - columns(cell))}${cell}`).join('  ')} ${close}`;
  });
}

/** How many places a text takes in a terminal: accents have none of their own, a bold letter has one. */
export function columns(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length;
}

export const textRelation: Readonly<Record<Relation, string>> = {
  '=': '=',
  '<=': '≤',
  '<': '<',
  '>=': '≥',
  '>': '>',
  '!=': '≠',
  '~': '≈',
  '<-': '←',
  ':=': ':=',
  in: '∈',
};

export function textRow(row: Row): string {
  return row.map(textBox).join('');
}

function textBox(box: Box): string {
  switch (box.kind) {
    case 'digits':
      return box.text;
    case 'symbol':
      return `${mathematicalLetters(box)}${box.index}${below(box.below)}`;
    case 'indicator':
      return `𝟏${below(box.below)}`;
    case 'operator':
      return `${greek.get(box.name) ?? box.name}${below(box.below)}`;
    case 'partial':
      return '∂';
    case 'gradient': {
      const nabla = `∇${below([box.by])} ${textRow(box.of)}`;
      return box.below.length === 0 ? nabla : `(${nabla})${below(box.below)}`;
    }
    case 'sign': {
      const sign = box.sign === '-' ? '−' : '+';
      return box.unary ? sign : ` ${sign} `;
    }
    case 'times':
      return timesSigns[box.shown];
    case 'comma':
      return ', ';
    case 'relation':
      return ` ${textRelation[box.relation]} `;
    case 'group':
      return `${box.bracket}${textRow(box.body)}${closing[box.bracket]}`;
    case 'edge':
      return box.side === 'open' ? box.bracket : closing[box.bracket];
    case 'power':
      return `${textRow(box.base)}^${inBrackets(textRow(box.exponent))}`;
    case 'root':
      return `√(${textRow(box.body)})`;
    case 'fraction': {
      const over = textRow(box.over);
      const under = textRow(box.under);
      return `${box.looseOver ? `(${over})` : over}/${box.looseUnder ? `(${under})` : under}`;
    }
    case 'reduction': {
      const where = box.where.map((condition) => `, ${textRow(condition)}`).join('');
      const letters = box.letters.map(textRow).join(',');
      return `${box.operator === 'sum' ? 'Σ' : 'max'}_{${letters}=${box.from}..${box.to}${where}} `;
    }
    case 'matrix':
      return `[${box.rows.map((row) => `[${row.map(textRow).join(', ')}]`).join(', ')}]`;
    case 'cases':
      return box.cases.map(({ value, when }) => `${textRow(value)} if ${textRow(when)}`).join('; ');
    case 'words':
      return box.text;
    case 'dots':
      return { horizontal: '…', vertical: '⋮', diagonal: '⋱' }[box.direction];
  }
}

const timesSigns: Readonly<Record<Extract<Box, { kind: 'times' }>['shown'], string>> = {
  dot: '·',
  space: ' ',
  nothing: ' ',
  slash: '/',
  correlate: ' ⋆ ',
  convolve: ' ∗ ',
  entrywise: ' ⊙ ',
  kronecker: ' ⊗ ',
  by: '×',
};

const closing = { '(': ')', '[': ']', '|': '|' } as const;

function below(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  return isCompact(rows)
    ? `_${rows.map(textRow).join('')}`
    : `_{${rows.map((row) => textRow(row).replaceAll(' ', '')).join(',')}}`;
}

function inBrackets(exponent: string): string {
  return /^\w+$/.test(exponent) ? exponent : `(${exponent})`;
}
