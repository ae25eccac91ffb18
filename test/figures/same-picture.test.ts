import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Drawing } from '../../src/figures/drawing/drawing.ts';
import { asOutlines } from '../../src/figures/drawing/outlined.ts';
import { svgOf } from '../../src/figures/drawing/svg-of.ts';
import { tikzOf } from '../../src/figures/drawing/tikz-of.ts';
import { assets } from '../../src/formats/assets.ts';
import { launch } from '../../src/formats/browser/launch.ts';
import { glyphsOf } from '../../src/formats/glyphs.ts';
import { have } from '../tools.ts';
import { everyModestFigure } from './every-figure.ts';
import { blurred, difference, greyOf, type Pixels, readPpm, shrunk } from './pixels.ts';

const hasTex = have('pdflatex', 'apt-get install texlive-latex-recommended texlive-pictures lmodern');
const hasPoppler = have('pdftoppm', 'apt-get install poppler-utils');
const all = everyModestFigure();
const glyphs = await glyphsOf(assets);

/** Pixels of a cell in all pictures; 34 of an SVG's own make one. */
const cell = 24;

/** As large as the frame: the margin is left out. */
function drawnAsSvg(drawing: Drawing): string {
  const [width, height] = [drawing.width * 34, drawing.height * 34];
  return svgOf(drawing, asOutlines(glyphs)).replace(
    /width="[\d.]+" height="[\d.]+" viewBox="[^"]*"/,
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
  );
}

function rasterized(drawing: Drawing): Pixels {
  const options = { fitTo: { mode: 'zoom', value: (finer * cell) / 34 }, background: '#fff' } as const;
  const { width, height, pixels } = new Resvg(drawnAsSvg(drawing), options).render();
  return shrunk(greyOf(width, height, pixels, 4), finer);
}

function printedPixels(page: string): Pixels {
  return shrunk(readPpm(readFileSync(page)), finer);
}

/**
 * What two renderers may differ by, of 255. Both are drawn three times as large, since poppler moves thin lines to whole
 * pixels; each pixel is then the mean of a square of 3 by 3, an eighth of a cell, and looked for up to an eighth of a cell
 * away: subscripts of TeX are of a wider design, and it kerns. A name that is missing, or a coloured cell that is
 * elsewhere by a quarter of a cell, differs by more.
 */
const finer = 3;
const blur = 1;
const near = 3;
const tolerance = { mean: 2, most: 60 };

describe.runIf(hasTex && hasPoppler)('SVG and TikZ', () => {
  let pages: string[] = [];
  beforeAll(() => {
    pages = printed();
  }, 240_000);

  it.each(all.map(({ title }, at) => [title, at] as const))('%s: are the same picture', (_, at) => {
    const one = blurred(rasterized(all[at].drawing), blur);
    const other = blurred(printedPixels(pages[at]), blur);
    expect(Math.abs(one.width - other.width)).toBeLessThanOrEqual(1);
    expect(Math.abs(one.height - other.height)).toBeLessThanOrEqual(1);
    const { mean, most } = difference(one, other, near);
    expect(mean).toBeLessThan(tolerance.mean);
    expect(most).toBeLessThan(tolerance.most);
  });

  it('would not be the same if a label were missing, or a window elsewhere', () => {
    const at = all.findIndex(({ title }) => title === 'how-a-filter-learns: windows of o');
    const page = blurred(printedPixels(pages[at]), blur);
    const { drawing } = all[at];
    const without = { ...drawing, shapes: drawing.shapes.filter((_, place) => place !== 1 + labelAt(at)) };
    const shifted = {
      ...drawing,
      shapes: drawing.shapes.map((shape) =>
        shape.kind === 'rectangle' && shape.fill === 'four' ? { ...shape, x: shape.x + 0.25 } : shape,
      ),
    };
    for (const wrong of [without, shifted])
      expect(difference(blurred(rasterized(wrong), blur), page, near).most).toBeGreaterThan(tolerance.most);
  });
});

/** Where the first label of a panel is among the shapes. */
function labelAt(at: number): number {
  return all[at].drawing.shapes.findIndex((shape, place) => place > 20 && shape.kind === 'label') - 1;
}

/** All figures in one run of LaTeX, each on a page of its own size. */
function printed(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gradsheet-figures-'));
  const boundless = { largestCell: 0.72, widest: Infinity, tallest: Infinity };
  writeFileSync(
    join(folder, 'all.tex'),
    [
      '\\documentclass{article}',
      '\\usepackage[T1]{fontenc}',
      '\\usepackage{lmodern,amsmath,tikz}',
      '\\pdfhorigin=0pt \\pdfvorigin=0pt \\hoffset=0pt \\voffset=0pt',
      '\\begin{document}',
      ...all.map(
        ({ drawing }) =>
          `\\setbox0\\hbox{${tikzOf(drawing, boundless)}}\\pdfpagewidth=\\wd0 \\pdfpageheight=\\ht0 \\shipout\\box0`,
      ),
      '\\end{document}',
    ].join('\n'),
  );
  const ran = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'all.tex'], {
    cwd: folder,
  });
  if (ran.status !== 0) throw new Error(readFileSync(join(folder, 'all.log'), 'latin1').slice(-2000));
  spawnSync('pdftoppm', ['-r', `${((finer * cell) / 0.72) * 2.54}`, 'all.pdf', 'page'], { cwd: folder });
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ppm'))
    .sort()
    .map((file) => join(folder, file));
}

describe('a browser', () => {
  const seed = all.flatMap(({ model }, at) => (model === 'how-a-filter-learns' ? [at] : []));

  it('draws the figures of the first lesson as the other renderer does', async () => {
    const browser = await launch();
    try {
      const page = await browser.puppeteer.newPage();
      for (const at of seed) {
        const one = rasterized(all[at].drawing);
        const source = Buffer.from(drawnAsSvg(all[at].drawing)).toString('base64');
        await page.setViewport({ width: one.width, height: one.height });
        await page.setContent(
          `<body style="margin:0"><img style="display:block;width:${one.width}px" src="data:image/svg+xml;base64,${source}">`,
          { waitUntil: 'load' },
        );
        const png = await page.screenshot({ type: 'png' });
        const shown = new Resvg(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${one.width}" height="${one.height}"><image width="${one.width}" height="${one.height}" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/></svg>`,
        ).render();
        const other = greyOf(shown.width, shown.height, shown.pixels, 4);
        const { mean, most } = difference(blurred(one, blur), blurred(other, blur), near);
        expect([all[at].title, mean < 1.5, most < 40]).toEqual([all[at].title, true, true]);
      }
    } finally {
      await browser.close();
    }
  });
});
