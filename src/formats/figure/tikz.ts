import { tikzOf as drawn } from '../../figures/drawing/tikz-of.ts';
import { wordWrap } from '../../word-wrap.ts';
import type { FigureFormat } from './figure-format.ts';

/** A tikzpicture to be \input, and to be gone on with by a person. */
export const tikz: FigureFormat = {
  name: 'tikz',
  summary: 'a tikzpicture to \\input into a paper',
  write: async (drawing) =>
    `${comment(drawing.alt)}\n% Needs \\usepackage{amsmath,tikz}.\n${drawn(drawing)}\n`,
};

/** Text as comments of TeX, in lines that a person can read. */
export function comment(text: string): string {
  return wordWrap(text.replace(/\s+/g, ' '), 98)
    .map((line) => `% ${line}`)
    .join('\n');
}
