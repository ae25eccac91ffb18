import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { launch } from '../../src/formats/browser/launch.ts';
import type { RunningBrowser } from '../../src/formats/browser/start.ts';
import { lines } from '../../src/notation/break.ts';
import { latexRow } from '../../src/notation/latex.ts';
import { pageWidth } from '../../src/notation/page-width.ts';
import { rowWidth } from '../../src/notation/width.ts';
import { example, examples } from '../examples.ts';
import { formats } from '../loaded.ts';
import { have } from '../tools.ts';

const root = resolve(import.meta.dirname, '../..');
const hasPoppler = have('pdftotext', 'apt-get install poppler-utils');

describe('the PDF', () => {
  it("has the same bytes from processes that get in each other's way", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradsheet-pdf-'));
    const files = ['a', 'b', 'c', 'd'].map((name) => join(folder, `${name}.pdf`));
    await Promise.all(
      files.map((file) =>
        promisify(execFile)(
          process.execPath,
          ['bin/gradsheet.js', 'derive', 'templates/how-a-filter-learns.yaml', '-o', file],
          { cwd: root },
        ),
      ),
    );
    const [first, ...others] = files.map((file) => readFileSync(file));
    for (const other of others) expect(first.equals(other)).toBe(true);
  });

  it('is tagged and has an outline', async () => {
    const bytes = Buffer.from(
      (await formats.pdf.write(await derivation(example('how-a-filter-learns')), assets)) as Uint8Array,
    );
    const text = bytes.toString('latin1');
    expect(text).toContain('/StructTreeRoot');
    expect(text).toContain('/Outlines');
    expect(text).toContain('/Marked true');
  });

  it.runIf(hasPoppler)('has page numbers and its title on every page', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'gradsheet-pdf-')), 'a.pdf');
    spawnSync(
      process.execPath,
      ['bin/gradsheet.js', 'derive', 'templates/how-a-filter-learns.yaml', '-o', file],
      { cwd: root },
    );
    const pages = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
      .stdout.split('\f')
      .slice(0, -1);
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, at) => {
      expect(page).toContain('How a filter learns');
      expect(page).toMatch(new RegExp(`\\b${at + 1} ?/ ?${pages.length}\\b`));
    });
  });
});

describe('the printed page', () => {
  let browser: RunningBrowser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each(examples)('%s: no formula reaches beyond the text', async (_, model) => {
    const page = await browser.puppeteer.newPage();
    // A4 less the margins of 20 mm on both sides, in CSS pixels.
    await page.setViewport({ width: Math.floor((170 / 25.4) * 96), height: 1000 });
    await page.emulateMediaType('print');
    await page.setContent(
      String(await formats.html.write(await derivation(model, { detail: 'full' }), assets)),
    );
    const beyond = await page.evaluate(() => {
      const edge = document.documentElement.clientWidth + 0.5;
      return Array.from(document.querySelectorAll('.katex-html .base, table, img'))
        .filter((element) => element.getBoundingClientRect().right > edge)
        .map((element) => element.textContent);
    });
    expect(beyond).toEqual([]);
    await page.close();
  });

  it('is as wide as the estimate by which lines are broken, or a little less', async () => {
    const formulas = (await Promise.all(examples.map(([, model]) => derivation(model, { detail: 'steps' }))))
      .flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'equation' ? lines(block.lines, pageWidth) : [])),
      )
      .filter(({ right }) => right.length > 0);
    const katex = (await import('katex')).default;
    const page = await browser.puppeteer.newPage();
    const body = formulas
      .map(
        ({ right }) =>
          `<div><span class="formula">${katex.renderToString(`\\displaystyle ${latexRow(right)}`, { output: 'html' })}</span></div>`,
      )
      .join('\n');
    const { katexStyle } = await import('../../src/formats/katex-style.ts');
    await page.setContent(
      `<style>${katexStyle(assets)} body{width:5000px} .katex{font-size:100px}</style>${body}`,
    );
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const real = await page.evaluate(() =>
      Array.from(document.querySelectorAll('.formula .katex-html')).map((element) =>
        Array.from(element.querySelectorAll(':scope > .base')).reduce(
          (sum, base) => sum + base.getBoundingClientRect().width,
          0,
        ),
      ),
    );
    const wrong = formulas
      .map(({ right }, at) => ({ formula: latexRow(right), estimate: rowWidth(right), real: real[at] / 100 }))
      .filter(
        ({ estimate, real: measured }) => estimate < measured - 0.01 || estimate > 1.35 * measured + 0.6,
      );
    expect(wrong).toEqual([]);
    await page.close();
  });
});
