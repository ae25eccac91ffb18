import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import type { FormatName } from '../../src/formats/index.ts';
import { pdfByTypst } from '../../src/formats/typst/pdf.ts';
import { example, examples } from '../examples.ts';
import { formats } from '../loaded.ts';

const notation = {
  symbols: { I: 'X', W: 'K', L: '\\mathcal{L}', y: '\\hat{y}' },
  tensors: 'bold',
  gradient: 'nabla',
  base: 0,
} as const;

/** How each format writes the gradient by the filter, and an entry of the filter. */
const written: Readonly<Record<Exclude<FormatName, 'pdf'>, readonly [gradient: string, entry: string]>> = {
  tex: ['\\nabla_{\\mathbf{K}} \\mathcal{L}', 'K_{00}'],
  html: ['\\nabla_{\\mathbf{K}} \\mathcal{L}', 'K_{00}'],
  md: ['\\nabla_{\\mathbf{K}} \\mathcal{L}', 'K_{00}'],
  ipynb: ['\\\\nabla_{\\\\mathbf{K}} \\\\mathcal{L}', 'K_{00}'],
  typ: ['∇_(bold(upright(K))) cal(L)', 'K_(0 0)'],
  json: ['∇_𝐊 ℒ', 'K_00'],
  beamer: ['\\nabla_{\\toneweight{\\mathbf{K}}} \\mathcal{L}', '\\toneweight{K_{00}}'],
  slides: ['∇', '<mi>K</mi>'],
};

describe('an own notation', () => {
  it.each(Object.entries(written))(
    'is followed in %s, and nothing goes by its former name',
    async (name, [gradient, entry]) => {
      const document = await derivation({ ...example('how-a-filter-learns'), notation }, { checked: false });
      const text = String(await formats[name as FormatName].write(document, assets));
      expect(text).toContain(gradient);
      expect(text).toContain(entry);
      // Fonts and scripts within a page are not what is read.
      const read = text.replace(/base64,[A-Za-z0-9+/=]*|<script[\s\S]*?<\/script>/g, '');
      expect(read).not.toMatch(/\bW_\{?\(?[0m]|\bI_\{?\(?[0i]|\b[WI]\}/);
    },
  );

  it('is what the compiler of Typst understands', async () => {
    const blocks = [];
    for (const [, model] of examples) {
      const own = { tensors: 'bold', gradient: 'nabla', symbols: { L: '\\bar{\\mathrm{L}}' } } as const;
      blocks.push(...(await derivation({ ...model, notation: own }, { checked: false })).blocks);
    }
    const pdf = Buffer.from(await pdfByTypst({ title: 'All', blocks }, assets)).toString('latin1');
    expect(pdf).toContain('pdfuaid');
  }, 60_000);
});
