import type { Box, Row } from '../../notation/box.ts';
import { italicWidth } from '../../notation/character-widths.ts';
import { isCompact } from '../../notation/latex.ts';
import { greek } from '../../notation/letters.ts';
import { textRelation, textRow } from '../../notation/text.ts';
import type { Accent } from '../../notation/written-symbol.ts';

/** The faces of Computer Modern that labels are set in. */
export type FaceName = 'upright' | 'italic' | 'bold' | 'boldItalic' | 'calligraphic';

/** One character of a label: what is drawn, and where. Lengths are in em, x to the right, y downwards from the baseline. */
interface Letter {
  readonly face: FaceName;
  readonly character: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Typeset {
  readonly letters: readonly Letter[];
  readonly width: number;
}

/** How far a character moves what follows, in em; undefined for one that the face does not have. */
type Advance = (face: FaceName, character: string) => number | undefined;

/** Sub- and superscripts as TeX sets them in Computer Modern within a line: their size, and how far from the baseline. */
const script = { size: 0.7, below: 0.15, belowIndex: 0.27, above: 0.363, index: 0.52, space: 0.05 };
const thin = 0.167;
const medium = 0.222;
const thick = 0.278;

/** The letters of a label on one line, with the spaces that TeX leaves. */
export function typeset(row: Row, advance: Advance): Typeset {
  const letters: Letter[] = [];
  /** Sets a row from x on, and returns where it ends. */
  const setRow = (some: Row, from: number, y: number, scale: number): number =>
    some.reduce((x, box) => setBox(box, x, y, scale), from);
  const setText = (text: string, face: FaceName, from: number, y: number, scale: number): number => {
    let x = from;
    for (const character of text) {
      if (character === ' ') {
        x += scale / 3;
        continue;
      }
      const known = advance(face, character) === undefined ? '?' : character;
      letters.push({ face, character: known, x, y, scale });
      x += (advance(face, known) ?? 0) * scale;
    }
    return x;
  };
  const setBelow = (rows: readonly Row[], from: number, y: number, scale: number): number => {
    if (rows.length === 0) return from;
    const compact = isCompact(rows);
    const end = rows.reduce((x, row, at) => {
      const start = at > 0 && !compact ? setText(',', 'upright', x, y, scale) + thin * scale : x;
      return setRow(row, start, y, scale);
    }, from);
    return end + script.space;
  };
  const setScripts = (
    index: string,
    below: readonly Row[],
    from: number,
    y: number,
    scale: number,
    slant = 0,
  ) => {
    const small = scale * script.size;
    if (index === '') return setBelow(below, from, y + script.below * scale, small);
    const above = setText(`(${index})`, 'upright', from + slant, y - script.index * scale, small);
    return Math.max(above + script.space, setBelow(below, from, y + script.belowIndex * scale, small));
  };
  /** In the middle over a letter, higher over a tall one. */
  const setAccent = (accent: Accent, letter: string, from: number, end: number, y: number, scale: number) => {
    const sign = accents[accent];
    const width = (advance('upright', sign) ?? 0) * scale;
    const tall = /[A-Z\dbdfhklt]/.test(letter) ? tallerBy * scale : 0;
    setText(sign, 'upright', (from + end - width) / 2, y - tall, scale);
  };
  const setBox = (box: Box, x: number, y: number, scale: number): number => {
    const spaced = (space: number, sign: string): number => {
      // In scripts TeX leaves out the space around signs and relations.
      const around = scale < 1 ? 0 : space;
      return setText(sign, 'upright', x + around, y, scale) + around;
    };
    switch (box.kind) {
      case 'digits':
        return setText(box.text, 'upright', x, y, scale);
      case 'symbol': {
        const letter = greek.get(box.name) ?? box.name;
        const italic =
          box.face === undefined && letter.length === 1 && advance('italic', letter) !== undefined;
        // Greek letters are bold in italics only.
        const bold = advance('bold', letter) === undefined && letter.length === 1 ? 'boldItalic' : 'bold';
        const face = box.face === 'bold' ? bold : (box.face ?? (italic ? 'italic' : 'upright'));
        const end = setText(letter, face, x, y, scale);
        if (box.accent) setAccent(box.accent, letter, x, end, y, scale);
        // A subscript reaches under a slanted letter; a superscript and what follows do not.
        const leans = italic
          ? Math.max(0, italicWidth(letter) - (advance('italic', letter) ?? 0)) * scale
          : 0;
        if (box.below.length === 0 && box.index === '') return end + leans;
        return setScripts(box.index, box.below, end, y, scale, leans);
      }
      case 'indicator':
        return setScripts('', box.below, setText('1', 'bold', x, y, scale), y, scale);
      case 'operator':
        return setScripts(
          '',
          box.below,
          setText(greek.get(box.name) ?? box.name, 'upright', x, y, scale),
          y,
          scale,
        );
      case 'gradient': {
        const opened = box.below.length > 0 ? setText('(', 'upright', x, y, scale) : x;
        const nabla = setScripts('', [box.by], setText('∇', 'upright', opened, y, scale), y, scale);
        const end = setRow(box.of, nabla + thin * scale, y, scale);
        return box.below.length > 0
          ? setScripts('', box.below, setText(')', 'upright', end, y, scale), y, scale)
          : end;
      }
      case 'partial':
        return setText('∂', 'upright', x, y, scale) + 0.05 * scale;
      case 'sign': {
        const sign = box.sign === '-' ? '−' : '+';
        return box.unary ? setText(sign, 'upright', x, y, scale) : spaced(medium, sign);
      }
      case 'times':
        return box.shown === 'nothing'
          ? x
          : box.shown === 'space'
            ? x + thin * scale
            : box.shown === 'slash'
              ? setText('/', 'upright', x, y, scale)
              : spaced(medium, timesSigns[box.shown]);
      case 'comma':
        return setText(',', 'upright', x, y, scale) + thin * scale;
      case 'relation':
        return spaced(thick, textRelation[box.relation]);
      case 'group': {
        const [open, close] = brackets[box.bracket];
        const inner = setRow(box.body, setText(open, 'upright', x, y, scale), y, scale);
        return setText(close, 'upright', inner, y, scale);
      }
      case 'power': {
        const base = setRow(box.base, x, y, scale);
        const raised = setRow(box.exponent, base, y - script.above * scale, scale * script.size);
        return raised + script.space;
      }
      case 'words':
        return setText(box.text, 'upright', x, y, scale);
      case 'dots':
        return setText(
          { horizontal: '⋯', vertical: '⋮', diagonal: '⋱' }[box.direction],
          'upright',
          x,
          y,
          scale,
        );
      // Labels are short: what is taller than a line, or broken, is in none.
      case 'edge':
      case 'root':
      case 'fraction':
      case 'reduction':
      case 'matrix':
      case 'cases':
        return setText(textRow([box]), 'upright', x, y, scale);
    }
  };
  return { width: setRow(row, 0, 0, 1), letters };
}

const accents = { hat: 'ˆ', tilde: '˜', bar: 'ˉ' } as const;

/** Capitals over small letters, in em: accents are made for these. */
const tallerBy = 0.25;

const timesSigns = {
  dot: '⋅',
  correlate: '⋆',
  convolve: '∗',
  entrywise: '⊙',
  kronecker: '⊗',
  by: '×',
} as const;

const brackets = { '(': ['(', ')'], '[': ['[', ']'], '|': ['∣', '∣'] } as const;
