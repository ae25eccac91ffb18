import type { Box, Row } from './box.ts';
import { layout } from './layout.ts';
import type { Notation } from './notation.ts';

const scriptSize = 0.72;
/** From one line of text to the next. */
const line = 1.2;

/** The height of a formula within a line of text, in em; of most it is less than the line's own. */
export function inlineHeight(notation: Notation): number {
  return inside(layout(notation), false);
}

/** The height of a row in display style with the space to the next one, in em: never less than what TeX and KaTeX set. */
export function rowHeight(row: Row): number {
  return Math.max(line, inside(row, true)) + 0.3;
}

function inside(row: Row, display: boolean): number {
  return Math.max(0.95, ...row.map((box) => boxHeight(box, display)));
}

function boxHeight(box: Box, display: boolean): number {
  switch (box.kind) {
    case 'symbol':
    case 'indicator':
    case 'operator':
      // A numbered name has its number above and its subscripts below.
      if (box.kind === 'symbol' && box.index !== '') return 1.35;
      return below(box.below) + (box.kind === 'symbol' && box.accent ? 0.2 : 0);
    case 'gradient':
      return Math.max(inside(box.of, display), below([box.by]), below(box.below));
    case 'group':
      return inside(box.body, display) + 0.15;
    case 'edge':
      return inside(box.around, display) > 1.2 ? 3 : 1.2;
    case 'power':
      return inside(box.base, display) + 0.45 * inside(box.exponent, false);
    case 'root':
      return inside(box.body, display) + 0.25;
    case 'fraction': {
      const size = display ? 1 : scriptSize;
      return size * (inside(box.over, false) + inside(box.under, false)) + 0.35;
    }
    case 'reduction': {
      const under = Math.max(1, box.where.length + 1) * 0.85;
      return 1.4 + under + (box.operator === 'sum' ? 0.85 : 0);
    }
    case 'matrix': {
      const rows = box.rows.map((cells) => Math.max(line, ...cells.map((cell) => inside(cell, false) + 0.1)));
      const gaps = rows.some((height) => height > 1.3) ? 0.4 * (rows.length - 1) : 0;
      return rows.reduce((sum, height) => sum + height, gaps) + 0.3;
    }
    case 'cases': {
      const rows = box.cases.map(({ value, when }) =>
        Math.max(1.44, inside(value, false) + 0.2, inside(when, false) + 0.2),
      );
      return rows.reduce((sum, height) => sum + height, 0.3);
    }
    case 'dots':
      return box.direction === 'horizontal' ? 0.9 : 1.5;
    case 'digits':
    case 'partial':
    case 'sign':
    case 'times':
    case 'comma':
    case 'relation':
    case 'words':
      return 0.95;
  }
}

function below(rows: readonly Row[]): number {
  return rows.length === 0 ? 0.95 : 0.8 + scriptSize * Math.max(...rows.map((row) => inside(row, false)));
}
