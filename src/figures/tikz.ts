import { latex } from '../notation/latex.ts';
import type { Drawing, Shape } from './drawing.ts';
import { palette } from './palette.ts';

/** Centimetres of a cell, less where the whole would be wider than the page. */
const largestCell = 0.72;
const widest = 15.5;

/** A drawing as a TikZ picture. */
export function tikz(drawing: Drawing): string {
  const cell = Math.min(largestCell, widest / drawing.width);
  const font = cell >= 0.6 ? '\\small' : cell >= 0.4 ? '\\scriptsize' : '\\tiny';
  const colours = Object.entries(palette).map(
    ([tint, rgb]) => `\\definecolor{gradsheet${tint}}{RGB}{${rgb.join(',')}}`,
  );
  const shapes = drawing.shapes.map((shape) => `  ${drawn(shape, font)}`);
  // TikZ has y upwards.
  return [
    ...colours,
    `\\begin{tikzpicture}[x=${cell.toFixed(3)}cm,y=-${cell.toFixed(3)}cm]`,
    ...shapes,
    '\\end{tikzpicture}',
  ].join('\n');
}

function drawn(shape: Shape, font: string): string {
  switch (shape.kind) {
    case 'rectangle': {
      const { x, y, width, height, fill, stroke } = shape;
      const line = { thin: 'thin', thick: 'very thick', dashed: 'densely dashed, gray' }[stroke];
      const filled = fill === 'none' ? '' : `, fill=gradsheet${fill}`;
      return `\\draw[${line}${filled}] (${round(x)},${round(y)}) rectangle (${round(x + width)},${round(y + height)});`;
    }
    case 'label':
      return `\\node at (${round(shape.x)},${round(shape.y)}) {${font} $${latex(shape.text)}$};`;
    case 'arrow':
      return `\\draw[->, thick] (${shape.from.map(round).join(',')}) -- (${shape.to.map(round).join(',')});`;
  }
}

function round(length: number): number {
  return Number(length.toFixed(3));
}
