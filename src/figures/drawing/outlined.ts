import type { Lettering } from './lettering.ts';
import { type FaceName, typeset } from './typeset.ts';

/** One character of a face, in thousandths of an em, y downwards from the baseline. */
export interface Glyph {
  /** As the d of an SVG path has it. */
  readonly outline: string;
  readonly advance: number;
}

/** The characters of the faces; undefined for those that they do not have. */
export type Glyphs = (face: FaceName, character: string) => Glyph | undefined;

/** Labels as outlines: they look the same everywhere, with no font installed. */
export function asOutlines(glyphs: Glyphs): Lettering {
  const used = new Map<string, string>();
  const advance = (face: FaceName, character: string): number | undefined => {
    const glyph = glyphs(face, character);
    return glyph && glyph.advance / 1000;
  };
  return {
    head: () => [
      '<defs>',
      ...[...used].sort().map(([id, outline]) => `<path id="${id}" d="${outline}"/>`),
      '</defs>',
    ],
    label: (row, { x, baseline, size, at, colour }) => {
      const { letters, width } = typeset(row, advance);
      const left = x - { middle: width / 2, beginning: 0, end: width }[at] * size;
      const parts = letters.map((letter) => {
        const id = `${marks[letter.face]}${letter.character.codePointAt(0)?.toString(16)}`;
        used.set(id, glyphs(letter.face, letter.character)?.outline ?? '');
        const scale = Number(((letter.scale * size) / 1000).toFixed(6));
        const to = `${round(left + letter.x * size)} ${round(baseline + letter.y * size)}`;
        return `<use xlink:href="#${id}" transform="translate(${to}) scale(${scale})"/>`;
      });
      const fill = colour === 'rgb(0,0,0)' ? '' : ` fill="${colour}"`;
      return `<g${fill}>${parts.join('')}</g>`;
    },
  };
}

/** What the ids of a face's outlines begin with. */
const marks: Readonly<Record<FaceName, string>> = {
  upright: 'u',
  italic: 'i',
  bold: 'b',
  boldItalic: 'bi',
  calligraphic: 'c',
};

function round(length: number): number {
  return Number(length.toFixed(2));
}
