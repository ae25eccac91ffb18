import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { assets } from '../../src/cli/assets.ts';
import { asOutlines } from '../../src/figures/outlined.ts';
import { svg } from '../../src/figures/svg.ts';
import { tikz } from '../../src/figures/tikz.ts';
import { launch } from '../../src/formats/browser/launch.ts';
import { glyphsOf } from '../../src/formats/glyphs.ts';
import { have } from '../tools.ts';
import { everyModestFigure } from './every-figure.ts';
import { blurred, difference, greyOf, type Pixels, readPpm } from './pixels.ts';

const hasTex = have('pdflatex', 'apt-get install texlive-latex-recommended texlive-pictures lmodern');
const hasPoppler = have('pdftoppm', 'apt-get install poppler-utils');
const all = everyModestFigure();
const glyphs = await glyphsOf(assets);

/** Pixels of a cell in all pictures; 34 of an SVG's own make one. */
const cell = 24;

/** As large as the frame: the margin is left out. */
function drawnAsSvg(at: number): string {
  const { drawing } = all[at];
  const [width, height] = [drawing.width * 34, drawing.height * 34];
  return svg(drawing, asOutlines(glyphs)).replace(
    /width="[\d.]+" height="[\d.]+" viewBox="[^"]*"/,
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
  );
}

function rasterized(at: number): Pixels {
  const options = { fitTo: { mode: 'zoom', value: cell / 34 }, background: '#fff' } as const;
  const { width, height, pixels } = new Resvg(drawnAsSvg(at), options).render();
  return greyOf(width, height, pixels, 4);
}

/**
 * What two renderers may differ by, of 255, when every pixel is the mean of a square of 5 by 5, about a fifth of a cell:
 * hairlines and the edges of letters fall on other pixels, and an arrowhead is a little larger. A label, a line or a
 * face that is missing, or elsewhere by a quarter of a cell, differs by more.
 */
const blur = 2;
const tolerance = { mean: 3, most: 70 };

describe.runIf(hasTex && hasPoppler)('SVG and TikZ', () => {
  let pages: string[] = [];
  beforeAll(() => {
    pages = printed();
  }, 240_000);

  it.each(all.map(({ title }, at) => [title, at] as const))('%s: are the same picture', (_, at) => {
    const one = blurred(rasterized(at), blur);
    const other = blurred(readPpm(readFileSync(pages[at])), blur);
    expect(Math.abs(one.width - other.width)).toBeLessThanOrEqual(1);
    expect(Math.abs(one.height - other.height)).toBeLessThanOrEqual(1);
    const { mean, most } = difference(one, other);
    expect(mean).toBeLessThan(tolerance.mean);
    expect(most).toBeLessThan(tolerance.most);
  });

  it('would not be the same if a label were missing, or a window elsewhere', () => {
    const at = all.findIndex(({ title }) => title === 'how-a-filter-learns: windows of o');
    const page = blurred(readPpm(readFileSync(pages[at])), blur);
    const { drawing } = all[at];
    const without = { ...drawing, shapes: drawing.shapes.filter((_, place) => place !== 1 + labelAt(at)) };
    const shifted = {
      ...drawing,
      shapes: drawing.shapes.map((shape) =>
        shape.kind === 'rectangle' && shape.fill === 'four' ? { ...shape, x: shape.x + 0.25 } : shape,
      ),
    };
    for (const wrong of [without, shifted]) {
      const options = { fitTo: { mode: 'zoom', value: cell / 34 }, background: '#fff' } as const;
      const source = svg(wrong, asOutlines(glyphs)).replace(/viewBox="[^"]*"/, () => {
        return `viewBox="0 0 ${wrong.width * 34} ${wrong.height * 34}"`;
      });
      const { width, height, pixels } = new Resvg(source, options).render();
      const found = difference(blurred(greyOf(width, height, pixels, 4), blur), page);
      expect(found.most).toBeGreaterThan(tolerance.most);
    }
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
          `\\setbox0\\hbox{${tikz(drawing, boundless)}}\\pdfpagewidth=\\wd0 \\pdfpageheight=\\ht0 \\shipout\\box0`,
      ),
      '\\end{document}',
    ].join('\n'),
  );
  const ran = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'all.tex'], {
    cwd: folder,
  });
  if (ran.status !== 0) throw new Error(readFileSync(join(folder, 'all.log'), 'latin1').slice(-2000));
  spawnSync('pdftoppm', ['-r', `${(cell / 0.72) * 2.54}`, 'all.pdf', 'page'], { cwd: folder });
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
      const page = await browser.newPage();
      for (const at of seed) {
        const one = rasterized(at);
        const source = Buffer.from(drawnAsSvg(at)).toString('base64');
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
        const { mean, most } = difference(blurred(one, blur), blurred(other, blur));
        expect([all[at].title, mean < 1.5, most < 40]).toEqual([all[at].title, true, true]);
      }
    } finally {
      await browser.close();
    }
  });
});
