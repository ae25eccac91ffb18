import type { Box, Row } from './box.ts';
import { italicWidth, romanWidth } from './character-widths.ts';
import { isCompact, isTall } from './latex.ts';
import { layout } from './layout.ts';
import { greek } from './letters.ts';
import type { Notation } from './notation.ts';

/** Sub- and superscripts, and the parts of a fraction within a line, are set smaller: in 7 of 10 points, whose letters are drawn wider. */
const scriptSize = 0.8;
/** Letters in a matrix are as large as in display style (1), fractions are not: the size between the two. */
const textSize = 0.999;
/** TeX's spaces around + and =, in em. */
export const relationWidth = 0.778 + 2 * 0.278;
const signWidth = 0.778 + 2 * 0.223;
const commaWidth = 0.278 + 0.167;
/** Bold and calligraphic letters are wider than others, by so much at most. */
const faceWidth = 1.35;
/** What TeX adds around a fraction, and what a slanted letter reaches over its box. */
const fractionSpace = 0.24;
const correction = 0.05;

/** The width of a formula in display style, in em: never less than what TeX and KaTeX set. */
export function width(notation: Notation): number {
  return rowWidth(layout(notation));
}

export function rowWidth(row: Row): number {
  return row.reduce((sum, box) => sum + boxWidth(box, 1), 0);
}

function scaled(row: Row, size: number): number {
  return row.reduce((sum, box) => sum + boxWidth(box, size), 0);
}

/** `size` is 1 in display style, smaller within scripts: letters shrink with it, and so do the parts of a fraction. */
function boxWidth(box: Box, size: number): number {
  switch (box.kind) {
    case 'digits':
      return 0.5 * box.text.length * size;
    case 'symbol': {
      const letter = greek.get(box.name) ?? (box.name.length === 1 ? box.name : undefined);
      const plain = letter ? italicWidth(letter) + correction : romanWidth(box.name);
      const name = box.face ? faceWidth * Math.max(plain, romanWidth(letter ?? box.name)) : plain;
      const index = box.index === '' ? 0 : (0.778 + 0.5 * box.index.length) * scriptSize;
      return name * size + Math.max(index * size, belowWidth(box.below, size));
    }
    case 'indicator':
      return 0.575 * size + belowWidth(box.below, size);
    case 'operator':
      return (romanWidth(greek.has(box.name) ? 'm' : box.name) + 0.167) * size + belowWidth(box.below, size);
    case 'partial':
      return 0.59 * size;
    case 'gradient': {
      const brackets = box.below.length === 0 ? 0 : 2 * 0.39;
      return (
        (0.84 + brackets) * size +
        belowWidth([box.by], size) +
        scaled(box.of, size) +
        belowWidth(box.below, size)
      );
    }
    case 'sign':
      return (box.unary || isScript(size) ? 0.778 : signWidth) * size;
    case 'times':
      return timesWidth(box.shown, isScript(size)) * size;
    case 'comma':
      return commaWidth * size;
    case 'relation':
      return (isScript(size) ? 0.778 : relationWidth) * size;
    case 'group':
      return scaled(box.body, size) + 2 * (isTall(box.body) ? 0.8 : 0.39) * size;
    case 'edge':
      return (isTall(box.around) ? 0.8 : 0.46) * size;
    case 'power':
      return scaled(box.base, size) + scaled(box.exponent, size * scriptSize) + 0.05;
    case 'root':
      return scaled(box.body, size) + 1;
    case 'fraction': {
      // Full size only in display style itself; a fraction within a fraction or a matrix is smaller.
      const inner = size * (size === 1 ? 1 : scriptSize);
      return Math.max(scaled(box.over, inner), scaled(box.under, inner)) + fractionSpace;
    }
    case 'reduction': {
      const letters = box.letters
        .map((row) => scaled(row, scriptSize))
        .reduce((sum, boxWidth) => sum + boxWidth + 0.3, 0);
      const conditions = box.where.map((row) => scaled(row, scriptSize));
      const limits = box.operator === 'sum' ? letters + 1 : letters + 2.4;
      return Math.max(box.operator === 'sum' ? 1.45 : 1.95, limits, ...conditions) + 0.35;
    }
    case 'matrix': {
      const columns = box.rows[0].map((_, column) =>
        Math.max(...box.rows.map((row) => scaled(row[column], textSize))),
      );
      return columns.reduce((sum, column) => sum + column + 1, -1) + 2 * 0.95;
    }
    case 'cases': {
      const [values, conditions] = [
        box.cases.map(({ value }) => scaled(value, textSize)),
        box.cases.map(({ when }) => scaled(when, textSize)),
      ];
      return Math.max(...values) + Math.max(...conditions) + 2;
    }
    case 'words':
      return romanWidth(box.text) * size;
    case 'dots':
      return (box.direction === 'horizontal' ? 1.5 : 1.3) * size;
  }
}

function timesWidth(shown: Extract<Box, { kind: 'times' }>['shown'], script: boolean): number {
  if (shown === 'space') return 0.167;
  if (shown === 'nothing') return 0.05;
  if (shown === 'slash') return 0.5;
  const sign = shown === 'entrywise' || shown === 'kronecker' || shown === 'by' ? 0.778 : 0.5;
  return (shown === 'dot' ? 0.278 : sign) + (script ? 0 : 2 * 0.223);
}

/** In scripts TeX leaves out the space around signs and relations. */
function isScript(size: number): boolean {
  return size < textSize;
}

function belowWidth(rows: readonly Row[], size: number): number {
  if (rows.length === 0) return 0;
  const gaps = isCompact(rows) ? 0 : (rows.length - 1) * (0.278 + 0.18);
  const inner = rows.reduce((sum, row) => sum + scaled(row, scriptSize), gaps * scriptSize);
  return (inner + 0.05) * size;
}
