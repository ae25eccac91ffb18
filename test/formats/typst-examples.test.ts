import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { openPrinter, type Printer } from '../../src/formats/pdf.ts';
import { pdfByTypst } from '../../src/formats/typst/pdf.ts';
import { examples } from '../examples.ts';
import { have } from '../tools.ts';

const hasPoppler = have('pdftotext', 'apt-get install poppler-utils');
const folder = mkdtempSync(join(tmpdir(), 'gradsheet-typst-'));

/** Points of A4, and of the margins at its sides. */
const width = 595.28;
const margin = (20 / 25.4) * 72;

describe.runIf(hasPoppler)('what Typst prints', () => {
  let browser: Printer;
  beforeAll(async () => {
    browser = await openPrinter();
  });
  afterAll(() => browser?.close());

  it.each(examples)('%s: about as many pages as from the browser', async (_, model) => {
    const document = await derivation(model);
    const [one, other] = [await pdfByTypst(document, assets), await browser.print(document, assets)].map(
      pages,
    );
    expect(Math.abs(one.length - other.length)).toBeLessThanOrEqual(2);
    one.forEach((page, at) => {
      expect(page).toContain(document.title);
      expect(page).toMatch(new RegExp(`\\b${at + 1} ?/ ?${one.length}\\b`));
    });
    expect(one.join('\n')).toMatch(/𝜕𝐿|∂L/);
  });

  it.each(examples)('%s: nothing reaches into the margins', async (_, model) => {
    const bytes = await pdfByTypst(await derivation(model, { detail: 'full' }), assets);
    const words = [...poppler(bytes, '-bbox').matchAll(/xMin="([\d.]+)".* xMax="([\d.]+)".*>(.*)<\/word>/g)];
    expect(words.length).toBeGreaterThan(100);
    const beyond = words.filter(
      ([, left, right]) => Number(left) < margin - 1 || Number(right) > width - margin + 1,
    );
    expect(beyond.map(([, , , word]) => word)).toEqual([]);
  });

  it('goes on to the next page with what is longer than one', async () => {
    const long = Array.from({ length: 3000 }, (_, at) => `word${at}`).join(' ');
    const document: Document = {
      title: 'Long',
      blocks: [
        { kind: 'note', label: 'Note', text: [long] },
        {
          kind: 'question',
          number: 1,
          title: ['Q'],
          points: '1 point',
          blocks: [{ kind: 'paragraph', text: [long] }],
        },
      ],
    };
    const text = pages(await pdfByTypst(document, assets)).join('\n');
    expect(text.match(/word2999/g)).toHaveLength(2);
  });
});

function pages(bytes: Uint8Array): string[] {
  return poppler(bytes, '-layout').split('\f').slice(0, -1);
}

function poppler(bytes: Uint8Array, how: string): string {
  const file = join(folder, 'a.pdf');
  writeFileSync(file, bytes);
  return spawnSync('pdftotext', [how, file, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout;
}
