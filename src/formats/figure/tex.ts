import { cellOf } from '../../figures/drawing/page.ts';
import { tikzOf } from '../../figures/drawing/tikz-of.ts';
import type { FigureFormat } from './figure-format.ts';
import { comment } from './tikz.ts';

/** Around the figure, in centimetres. */
const margin = 0.15;
/** What TeX may need more than the figure has, by rounding. */
const spare = 0.02;

/** A LaTeX document of one page that is as large as the figure. */
export const tex: FigureFormat = {
  name: 'tex',
  summary: 'a LaTeX document with the figure alone, which pdflatex compiles',
  write: async (drawing) => {
    const cell = cellOf(drawing);
    const side = (cells: number): string => `${(cells * cell + 2 * margin + spare).toFixed(2)}cm`;
    return `${[
      comment(drawing.alt),
      '\\documentclass{article}',
      '\\usepackage[T1]{fontenc}',
      '\\usepackage{lmodern,amsmath,tikz}',
      `\\usepackage[papersize={${side(drawing.width)},${side(drawing.height)}},margin=${margin}cm,noheadfoot]{geometry}`,
      '\\pagestyle{empty}',
      '\\setlength{\\parindent}{0pt}\\setlength{\\topskip}{0pt}',
      '\\begin{document}',
      tikzOf(drawing),
      '\\end{document}',
    ].join('\n')}\n`;
  },
};
