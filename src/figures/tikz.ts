import { latexRow } from '../notation/latex.ts';
import { layout } from '../notation/layout.ts';
import type { Tones } from '../notation/tone.ts';
import { toned } from '../notation/toned.ts';
import type { Drawing, Shape, Tint } from './drawing.ts';
import { palette } from './palette.ts';

/** Centimetres of a cell, less where the whole would be larger than the page. */
export const page = { largestCell: 0.72, widest: 15.5, tallest: 20 };

/** A drawing as a TikZ picture. */
export function tikz(
  drawing: Drawing,
  { largestCell, widest, tallest } = page,
  tones: Tones = new Map(),
): string {
  const cell = Math.min(largestCell, widest / drawing.width, tallest / drawing.height);
  const used = new Set(drawing.shapes.map((shape) => (shape.kind === 'rectangle' ? shape.fill : 'none')));
  const colours = Object.entries(palette)
    .filter(([tint]) => used.has(tint as Tint))
    .map(([tint, rgb]) => `\\definecolor{gradsheet${tint}}{RGB}{${rgb.join(',')}}`);
  const shapes = drawing.shapes.map((shape) => `  ${drawn(shape, cell, tones)}`);
  // TikZ has y upwards.
  return [
    ...colours,
    `\\begin{tikzpicture}[x=${cell.toFixed(3)}cm,y=-${cell.toFixed(3)}cm]`,
    ...shapes,
    '\\end{tikzpicture}',
  ].join('\n');
}

function drawn(shape: Shape, cell: number, tones: Tones): string {
  switch (shape.kind) {
    case 'rectangle': {
      const { x, y, width, height, fill, stroke } = shape;
      const line = { thin: 'thin', thick: 'very thick', dashed: 'densely dashed, gray' }[stroke];
      const filled = fill === 'none' ? '' : `, fill=gradsheet${fill}`;
      return `\\draw[${line}${filled}] (${round(x)},${round(y)}) rectangle (${round(x + width)},${round(y + height)});`;
    }
    case 'label':
      return `\\node at (${round(shape.x)},${round(shape.y)}) {${font(cell, shape.size)} $${latexRow(toned(layout(shape.text), tones))}$};`;
    case 'arrow':
      return `\\draw[->, thick] (${shape.from.map(round).join(',')}) -- (${shape.to.map(round).join(',')});`;
  }
}

/** The largest of three sizes that fits; entries of cells and all larger labels are set in the same. */
function font(cell: number, size: number): string {
  const room = cell * Math.min(1, size / 0.8);
  return room >= 0.6 ? '\\small' : room >= 0.4 ? '\\scriptsize' : '\\tiny';
}

function round(length: number): number {
  return Number(length.toFixed(3));
}
