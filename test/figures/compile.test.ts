import { describe, expect, it } from 'vitest';
import { tikzOf } from '../../src/figures/drawing/tikz-of.ts';
import { complaints } from '../formats/compile.ts';
import { have } from '../tools.ts';
import { everyModestFigure } from './every-figure.ts';

const engines = (['pdflatex', 'lualatex'] as const).filter((engine) =>
  have(engine, 'apt-get install texlive-latex-recommended texlive-luatex texlive-pictures lmodern'),
);

const all = everyModestFigure();
const models = [...new Set(all.map(({ model }) => model))];

/** All figures of a model in one paper, as its author has them: each a float with a caption. */
function paper(pictures: readonly string[]): string {
  const floats = pictures.map(
    (picture) => `\\begin{figure}[p]\\centering\n${picture}\n\\caption{A picture}\\end{figure}\\clearpage`,
  );
  return [
    '\\documentclass{article}',
    '\\usepackage[T1]{fontenc}',
    '\\usepackage{lmodern,amsmath,tikz}',
    '\\usepackage[a4paper,textwidth=15.5cm,textheight=23cm]{geometry}',
    '\\begin{document}',
    ...floats,
    '\\end{document}',
  ].join('\n');
}

describe.each(engines)('%s', (engine) => {
  it.each(models)('sets all figures of %s in a paper without a complaint', { timeout: 240_000 }, (model) => {
    const pictures = all.filter((one) => one.model === model).map(({ drawing }) => tikzOf(drawing));
    expect(complaints(engine, paper(pictures))).toEqual([]);
  });

  it('complains about a figure that is wider than the page', { timeout: 60_000 }, () => {
    const page = { largestCell: 2, widest: 17, tallest: 60 };
    const [{ drawing }] = all.filter(({ title }) => title === 'how-a-filter-learns: step of W');
    expect(complaints(engine, paper([tikzOf(drawing, page)]))).toEqual([expect.stringMatching(/^Overfull/)]);
  });
});
