import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { typstSource } from '../../src/formats/typ.ts';
import { pdfByTypst } from '../../src/formats/typst/pdf.ts';
import { emptyFolder, model, spawned } from '../cli/run.ts';
import { examples } from '../examples.ts';

describe('PDF by Typst', () => {
  it.each(examples)('sets the derivation of %s', async (_, example) => {
    const document = await derivation(example, { detail: 'brief' });
    const bytes = Buffer.from(await pdfByTypst(document, assets)).toString('latin1');
    expect(bytes.startsWith('%PDF-')).toBe(true);
    expect(bytes).toContain('/StructTreeRoot');
    expect(bytes).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('writes the same bytes in another process', () => {
    const [one, two] = [emptyFolder(), emptyFolder()];
    const args = ['worksheet', model('a-worksheet'), '--variant', 'A', '--engine', 'typst', '-o', 'class'];
    const made = [one, two].map((cwd) => {
      expect(spawned(args, { cwd }).status).toBe(0);
      return createHash('sha256')
        .update(readFileSync(join(cwd, 'class/solutions/A.pdf')))
        .digest('hex');
    });
    expect(made[0]).toBe(made[1]);
  });

  it.each([
    '#eval("1")',
    '#import "x.typ"',
    '$ #read("/etc/passwd") $',
    '`raw` *bold* _it_ @ref <label> \\ // no comment /* nor this */',
    '"; #panic()',
    '= heading\n\n- list',
    '[#box]',
  ])('takes %j as text, in titles, running lines, paragraphs and names', async (text) => {
    const document: Document = {
      title: text,
      running: text,
      blocks: [
        { kind: 'paragraph', text: [text, { kind: 'strong', text }, { kind: 'code', text }] },
        { kind: 'note', label: text, text: [text] },
        { kind: 'form', labels: [text] },
        { kind: 'equation', lines: [{ left: { kind: 'words', text }, steps: [] }] },
      ],
    };
    const bytes = await pdfByTypst(document, assets);
    expect(bytes.length).toBeGreaterThan(1000);
    const plain = await pdfByTypst({ ...document, blocks: [] }, assets);
    expect(Buffer.from(plain).toString('latin1')).not.toContain('root:');
  });

  it('writes its source for nothing but what it is given', async () => {
    const [[, example]] = examples;
    const source = typstSource(await derivation(example, { detail: 'brief' }), assets);
    expect(source).not.toMatch(/#(import|include|read|eval|plugin)\b/);
  });
});
