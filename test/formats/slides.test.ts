import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { beamer } from '../../src/formats/beamer.ts';
import { launch } from '../../src/formats/browser/launch.ts';
import type { RunningBrowser } from '../../src/formats/browser/start.ts';
import { slidesPdf } from '../../src/formats/print/slides-pdf.ts';
import { slides } from '../../src/formats/slides.ts';
import { slides as deckOf } from '../../src/slides/slides.ts';
import { examples } from '../examples.ts';
import { have } from '../tools.ts';

const install = 'apt-get install texlive-latex-recommended texlive-pictures lmodern';
const engines = ['pdflatex', 'lualatex'].filter((engine) => have(engine, install));
const hostile = '\\input{x} </title><script>alert(1)</script> 100% _ ^ ~ # & { } $ é 中 😀';

const documents = await Promise.all(
  examples.map(async ([name, model]) => [name, await derivation(model)] as const),
);

describe('slides for LaTeX', () => {
  for (const engine of engines) {
    it.each(documents)(`of %s compile with ${engine}, nothing beyond a frame`, async (name, document) => {
      // One in full; of the others each frame once, as in a handout, which is as large.
      compile(engine, String(await beamer.write(document, assets)), name !== 'how-a-filter-learns');
    });

    it(`have a hostile title as text in ${engine}`, async () => {
      const [, document] = documents[0];
      const short = { ...document, title: hostile, blocks: document.blocks.slice(0, 4) };
      const source = String(await beamer.write(short, assets));
      expect(source).not.toContain('\\input{x}');
      compile(engine, source);
    });
  }

  it('have the same bytes every time', async () => {
    for (const [, document] of documents) {
      expect(await beamer.write(document, assets)).toBe(await beamer.write(document, assets));
      expect(await slides.write(document, assets)).toBe(await slides.write(document, assets));
    }
  });
});

describe('slides for a browser', () => {
  let browser: RunningBrowser;
  const folder = mkdtempSync(join(tmpdir(), 'gradsheet-slides-'));
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(documents)('of %s load nothing, and nothing is beyond a slide', async (name, derived) => {
    const { page, complaints } = await open(name, String(await slides.write(derived, assets)));
    const beyond = await page.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>('.slides section')).flatMap((section, slide) => {
        section.hidden = false;
        section.style.display = 'block';
        const frame = section.getBoundingClientRect();
        return Array.from(section.querySelectorAll('h1, h2, p, li, table, svg, .katex-html'))
          .map((element) => element.getBoundingClientRect())
          .filter(({ bottom, right }) => bottom > frame.bottom + 1 || right > frame.right + 1)
          .map(({ bottom, right }) => ({ slide, bottom: bottom - frame.bottom, right: right - frame.right }));
      }),
    );
    expect(beyond).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('go through every click of every frame by the keyboard, and end', async () => {
    const [name, document] = documents.find(([known]) => known === 'how-a-filter-learns') ?? documents[0];
    const { page, complaints } = await open(name, String(await slides.write(document, assets)));
    const { frames } = deckOf(document);
    const clicks = frames.reduce((sum, frame) => sum + frame.clicks, 0);
    // The slide that is shown and what is uncovered of it; the address follows up to a second later.
    const place = (): Promise<string> =>
      page.evaluate(() => {
        const sections = Array.from(globalThis.document.querySelectorAll('.slides > section'));
        const shown = sections.findIndex((section) => section.classList.contains('present'));
        return `${shown}, ${sections[shown].querySelectorAll('.fragment.visible').length}`;
      });
    for (let click = 1; click < clicks; click++) await page.keyboard.press('ArrowRight');
    const before = await place();
    await page.keyboard.press('ArrowRight');
    const last = await place();
    await page.keyboard.press('ArrowRight');
    expect(before).not.toBe(last);
    expect(await place()).toBe(last);
    expect(last.startsWith(`${frames.length}, `)).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('print a page for every click', async () => {
    const [name, derived] = documents.find(([known]) => known === 'how-a-filter-learns') ?? documents[0];
    const { page } = await open(name, String(await slides.write(derived, assets)), '?print-pdf');
    await page.waitForSelector('.pdf-page');
    const pages = await page.evaluate(() => document.querySelectorAll('.pdf-page').length);
    const { frames } = deckOf(derived);
    expect(pages).toBe(1 + frames.reduce((sum, { clicks }) => sum + clicks, 0));
    await page.close();
  });

  it('are a PDF with a page for every click, the same bytes each time', async () => {
    const [, derived] = documents.find(([known]) => known === 'how-a-filter-learns') ?? documents[0];
    const [one, two] = [await slidesPdf(derived, assets), await slidesPdf(derived, assets)];
    expect(Buffer.from(one).equals(two)).toBe(true);
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const pages = (await PDFDocument.load(one)).getPages();
    const { frames } = deckOf(derived);
    expect(pages).toHaveLength(1 + frames.reduce((sum, { clicks }) => sum + clicks, 0));
    expect(pages.map((page) => page.getSize())).toEqual(pages.map(() => ({ width: 960, height: 540 })));
  });

  it('have a hostile title as text', async () => {
    const [, document] = documents[0];
    const short = { ...document, title: hostile, blocks: document.blocks.slice(0, 4) };
    const { page, complaints } = await open('hostile', String(await slides.write(short, assets)));
    expect(await page.title()).toBe(hostile);
    expect(await page.$eval('h1', (title) => title.textContent)).toBe(hostile);
    expect(complaints).toEqual([]);
    await page.close();
  });

  /** Complaints are requests for anything but the page itself, errors, and what the page's policy refused. */
  async function open(
    name: string,
    content: string,
    query = '',
  ): Promise<{ page: Page; complaints: string[] }> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, content);
    const address = pathToFileURL(file).href;
    const page = await browser.puppeteer.newPage();
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('data:') && !request.url().startsWith(address))
        complaints.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.setViewport({ width: 1280, height: 720 });
    await page.goto(`${address}${query}`, { waitUntil: 'load' });
    return { page, complaints };
  }
});

function compile(engine: string, source: string, handout = false): void {
  const folder = mkdtempSync(join(tmpdir(), 'gradsheet-beamer-'));
  const passed = handout ? '\\PassOptionsToClass{handout}{beamer}\n' : '';
  writeFileSync(join(folder, 'deck.tex'), `${passed}${source}`);
  spawnSync(engine, ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'deck.tex'], {
    cwd: folder,
  });
  const log = readFileSync(join(folder, 'deck.log'), 'latin1');
  const complaints = log.split('\n').filter((line) => /^!|^Overfull|undefined|^LaTeX Warning/.test(line));
  expect(complaints.filter((line) => !isSlight(line))).toEqual([]);
  expect(log).toContain('Output written');
}

/** "Overfull \hbox (0.4pt too wide)" is not seen. */
function isSlight(line: string): boolean {
  const [, points] = /^Overfull .*\(([\d.]+)pt too/.exec(line) ?? [];
  return points !== undefined && Number(points) <= 1;
}
