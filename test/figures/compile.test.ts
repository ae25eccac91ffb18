import { describe, expect, it } from 'vitest';
import { tikzOf } from '../../src/figures/drawing/tikz-of.ts';
import { complaints } from '../formats/compile.ts';
import { beginning } from '../formats/together.ts';
import { have } from '../tools.ts';
import { everyModestFigure } from './every-figure.ts';

const engines = (['pdflatex', 'lualatex'] as const).filter((engine) =>
  have(engine, 'apt-get install texlive-latex-recommended texlive-luatex texlive-pictures lmodern'),
);

const all = everyModestFigure();

/** Titles by pictures: what several models have alike is set once. */
const pictures = new Map(all.map(({ drawing, title }) => [tikzOf(drawing), title]));

/** Figures in one paper, as its author has them: each a float with a caption. */
function paper(titles: ReadonlyMap<string, string>): string {
  const floats = [...titles].map(
    ([picture, title]) =>
      `\\typeout{${beginning}${title}}\\begin{figure}[p]\\centering\n${picture}\n\\caption{A picture}\\end{figure}\\clearpage`,
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
  it('sets every figure of every model in a paper without a complaint', { timeout: 600_000 }, () => {
    expect(complaints(engine, paper(pictures))).toEqual([]);
  });

  it('complains about a figure that is wider than the page', { timeout: 60_000 }, () => {
    const page = { largestCell: 2, widest: 17, tallest: 60 };
    const title = 'how-a-filter-learns: step of W';
    const [{ drawing }] = all.filter((figure) => figure.title === title);
    expect(complaints(engine, paper(new Map([[tikzOf(drawing, page), title]])))).toEqual([
      expect.stringMatching(/^how-a-filter-learns: step of W: Overfull/),
    ]);
  });
});
