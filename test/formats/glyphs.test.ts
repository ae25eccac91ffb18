import opentype from 'opentype.js';
import { describe, expect, it } from 'vitest';
import { assets } from '../../src/formats/assets.ts';
import { glyphsOf } from '../../src/formats/glyphs.ts';

const glyphs = await glyphsOf(assets);
const faces = [
  ['upright', 'KaTeX_Main-Regular'],
  ['italic', 'KaTeX_Math-Italic'],
  ['bold', 'KaTeX_Main-Bold'],
  ['boldItalic', 'KaTeX_Math-BoldItalic'],
  ['calligraphic', 'KaTeX_Caligraphic-Regular'],
] as const;

describe.each(faces)('an outline of the face %s', (face, file) => {
  const font = opentype.parse(new Uint8Array(assets.bytes(`katex/fonts/${file}.ttf`)).buffer);

  it('goes where the font has its points, whichever the character', () => {
    let compared = 0;
    for (let code = 0x21; code < 0x2300; code++) {
      const character = String.fromCodePoint(code);
      const glyph = glyphs(face, character);
      if (!glyph) continue;
      const points = font
        .charToGlyph(character)
        .getPath(0, 0, 1000)
        .commands.flatMap((command) => Object.values(command).filter((value) => typeof value === 'number'));
      const written = (glyph.outline.match(/-?[\d.]+/g) ?? []).map(Number);
      expect(written.length, character).toBe(points.length);
      written.forEach((number, at) => {
        expect(Math.abs(number - points[at]), character).toBeLessThanOrEqual(0.5);
      });
      compared++;
    }
    expect(compared).toBeGreaterThan(25);
  });
});
