import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { EquationLine } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { partsOf } from '../../src/document/parts.ts';
import { formulaOf } from '../../src/formats/formula/formula-of.ts';
import { lines } from '../../src/notation/break.ts';
import { pageWidth } from '../../src/notation/page-width.ts';
import { relationWidth, rowWidth } from '../../src/notation/width.ts';
import { example, examples } from '../examples.ts';
import { formulaFormats } from '../loaded.ts';

const style = { size: 10, color: '#1a2b3c' };

async function equations(name: string): Promise<EquationLine[]> {
  const { blocks } = await derivation(example(name), { checked: false });
  return blocks.flatMap((block) => (block.kind === 'equation' ? block.lines : []));
}

const names = examples.map(([name]) => name);
const hostile = '\\input{x} </text><script>alert(1)</script> 100% _ ^ ~ # & { } $ é 中 😀';

describe('a formula by itself', () => {
  it.each(names)(
    'is no wider than its lines were measured, and little less, for every equation of %s',
    async (name) => {
      for (const equation of await equations(name)) {
        // Dots between lines have no relation.
        if (equation.steps.every(({ right }) => right.kind === 'dots')) continue;
        const all = lines([equation], pageWidth);
        const left = Math.max(...all.map((line) => rowWidth(line.left)));
        const right = all.map((line) => rowWidth(line.right) + (line.relation || line.left.length ? 0 : 2));
        const measured = left + relationWidth + Math.max(...right);
        const picture = String(await formulaFormats.svg.write(formulaOf([equation]), style));
        const drawn = Number(/ width="([\d.]+)pt"/.exec(picture)?.[1]) / style.size;
        // MathJax's fractions have a bar that reaches over what they hold.
        expect(drawn, formulaOf([equation]).latex).toBeLessThan(1.04 * measured + 0.4);
        expect(drawn, formulaOf([equation]).latex).toBeGreaterThan(0.8 * measured);
      }
    },
  );

  it.each(names)('is well-formed XML for every part of %s, and its letters are outlines', async (name) => {
    for (const { blocks } of partsOf(await derivation(example(name), { checked: false }))) {
      const own = blocks.flatMap((block) => (block.kind === 'equation' ? block.lines : []));
      if (own.length === 0) continue;
      const formula = formulaOf(own, 24);
      const picture = String(await formulaFormats.svg.write(formula, style));
      expect(XMLValidator.validate(picture)).toBe(true);
      expect(picture).not.toMatch(/currentColor|<text|<use|style=/);
      expect(picture).toContain(style.color);
      const math = String(await formulaFormats.mml.write(formula, style));
      expect(XMLValidator.validate(math)).toBe(true);
    }
  });

  it('has the same bytes every time, in every format', async () => {
    const formula = formulaOf(await equations('how-a-filter-learns'));
    for (const format of Object.values(formulaFormats))
      expect(await format.write(formula, style)).toEqual(await format.write(formula, style));
  });

  it('is 300 pixels to the inch, on a clear ground, in its colour', async () => {
    const [formula] = (await equations('how-a-filter-learns')).map((one) => formulaOf([one]));
    const { Resvg } = await import('@resvg/resvg-js');
    const picture = String(await formulaFormats.svg.write(formula, style));
    const [, width] = / width="([\d.]+)pt"/.exec(picture) ?? [];
    const png = Buffer.from((await formulaFormats.png.write(formula, style)) as Uint8Array);
    expect(png.readUInt32BE(16)).toBeCloseTo((Number(width) / 72) * 300, -1);
    const { pixels } = new Resvg(picture).render();
    const seen = Array.from({ length: pixels.length / 4 }, (_, at) => pixels.subarray(4 * at, 4 * at + 4));
    expect(seen.some(([r, g, b, a]) => r === 0x1a && g === 0x2b && b === 0x3c && a === 255)).toBe(true);
    expect(seen.some((pixel) => pixel[3] === 0)).toBe(true);
  });

  it('has what users wrote as text', async () => {
    const said = formulaOf([{ left: { kind: 'words', text: hostile }, steps: [] }]);
    for (const format of [formulaFormats.svg, formulaFormats.mml]) {
      const written = String(await format.write({ ...said, alt: hostile }, style));
      expect(XMLValidator.validate(written)).toBe(true);
      expect(written).not.toContain('<script');
    }
  });

  it('says what MathJax has against it', async () => {
    const wrong = formulaFormats.svg.write({ latex: '\\href{javascript:alert(1)}{x}', alt: '' }, style);
    await expect(wrong).rejects.toThrow('Undefined control sequence \\href');
  });
});
