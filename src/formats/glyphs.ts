import type { PathCommand } from 'opentype.js';
import type { Glyph, Glyphs } from '../figures/drawing/outlined.ts';
import type { FaceName } from '../figures/drawing/typeset.ts';
import type { Assets } from './format.ts';

const files: Readonly<Record<FaceName, string>> = {
  upright: 'KaTeX_Main-Regular',
  italic: 'KaTeX_Math-Italic',
  bold: 'KaTeX_Main-Bold',
  boldItalic: 'KaTeX_Math-BoldItalic',
  calligraphic: 'KaTeX_Caligraphic-Regular',
};

/** The letters of KaTeX's fonts, which are Computer Modern's, as outlines. */
export async function glyphsOf(assets: Assets): Promise<Glyphs> {
  const { default: opentype } = await import('opentype.js');
  const open = (face: FaceName): ReturnType<typeof opentype.parse> =>
    // A copy of its own: what is read may be part of a larger buffer.
    opentype.parse(new Uint8Array(assets.bytes(`katex/fonts/${files[face]}.ttf`)).buffer);
  const fonts = {
    upright: open('upright'),
    italic: open('italic'),
    bold: open('bold'),
    boldItalic: open('boldItalic'),
    calligraphic: open('calligraphic'),
  };
  const known = new Map<string, Glyph | undefined>();
  return (face, character) => {
    const key = `${face}${character}`;
    if (!known.has(key)) {
      const has = fonts[face].charToGlyphIndex(character) > 0;
      const glyph = fonts[face].charToGlyph(character);
      known.set(
        key,
        has
          ? { outline: outline(glyph.getPath(0, 0, 1000).commands), advance: glyph.advanceWidth }
          : undefined,
      );
    }
    return known.get(key);
  };
}

/** As the d of an SVG path has it: opentype.js's own (2.0.0) runs numbers together where one is a little below 0. */
function outline(commands: readonly PathCommand[]): string {
  return commands.map((command) => `${command.type}${numbers(command).map(Math.round).join(' ')}`).join('');
}

function numbers(command: PathCommand): number[] {
  switch (command.type) {
    case 'M':
    case 'L':
      return [command.x, command.y];
    case 'Q':
      return [command.x1, command.y1, command.x, command.y];
    case 'C':
      return [command.x1, command.y1, command.x2, command.y2, command.x, command.y];
    case 'Z':
      return [];
  }
}
