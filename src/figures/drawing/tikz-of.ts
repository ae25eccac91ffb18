import type { Box } from '../../notation/box.ts';
import { latexBox, latexRow } from '../../notation/latex.ts';
import type { Tones } from '../../notation/tone.ts';
import { toned } from '../../notation/toned.ts';
import type { Drawing, DrawnShape, Ink, Label, LabelText, Line, Point, Tint } from './drawing.ts';
import { labelRow } from './label-row.ts';
import { cellOf, onPaper, points } from './page.ts';
import { type Colour, inkPalette, palette } from './palette.ts';
import { dashes, edges, hatching, weights } from './strokes.ts';

/**
 * A drawing as a TikZ picture, for a person to go on with: colours and styles by name at the top, then a line for each
 * shape, coordinates in cells. Needs the packages tikz and amsmath, and no library of TikZ.
 */
export function tikzOf(drawing: Drawing, page = onPaper, tones: Tones = new Map()): string {
  const cell = cellOf(drawing, page);
  const used = new Used(cell, tones);
  const lines = drawing.shapes.flatMap((shape) => drawn(shape, used));
  const unit = cell.toFixed(3);
  const { width, height } = drawing;
  return [
    ...used.colours(),
    // TikZ has y upwards.
    `\\begin{tikzpicture}[x=${unit}cm, y=-${unit}cm${['', ...used.styles()].join(',\n  ')}]`,
    `  \\useasboundingbox (0,0) rectangle (${round(width)},${round(height)});`,
    ...lines.map((line) => `  ${line}`),
    '\\end{tikzpicture}',
  ].join('\n');
}

/** The colours and styles that the shapes of a picture turn out to need. */
class Used {
  readonly tones: Tones;
  readonly #cell: number;
  readonly #colours = new Map<string, Colour>();
  readonly #styles = new Map<string, string>();

  constructor(cell: number, tones: Tones) {
    this.#cell = cell;
    this.tones = tones;
  }

  tint(tint: Tint): string {
    return this.#colour(tint, palette[tint]);
  }

  ink(ink: Ink): string {
    return ink === 'black' ? 'black' : this.#colour(ink, inkPalette[ink]);
  }

  /** "medium forward dashed" */
  pen({ weight, ink, dash }: Pick<Line, 'weight' | 'ink' | 'dash'>, head = false): string {
    const name = [weight, ink, dash ?? '', head ? 'arrow' : 'line'].filter((word) => word !== '').join(' ');
    const broken = dash
      ? `, dash pattern=on ${this.#points(dashes[dash][0])} off ${this.#points(dashes[dash][1])}`
      : '';
    const style = `draw=${this.ink(ink)}, line width=${this.#points(weights[weight])}${broken}`;
    return this.#style(name, `${style}${head ? ', -latex' : ''}`);
  }

  /** Letters of one size: "size 80" is four fifths of half a cell. All are drawn from one design, as in the SVG. */
  size(size: number): string {
    const height = (size * this.#cell * points) / 2;
    // The middle of digits is on the point, whatever reaches below the line.
    const down = `yshift=-${(0.32 * height).toFixed(2)}pt`;
    // No wider spaces between sentences: the SVG has none.
    const font = 'font=\\fontsize{10}{12}\\selectfont\\frenchspacing';
    return this.#style(
      `size ${Math.round(100 * size)}`,
      `anchor=base, inner sep=0pt, outer sep=0pt, ${down}, ${font}, scale=${(height / 10).toFixed(3)}`,
    );
  }

  /** The end of a line would be a space in front of the picture where it stands within a line. */
  colours(): string[] {
    return [...this.#colours].map(([name, rgb]) => `\\definecolor{${name}}{RGB}{${rgb.join(',')}}%`);
  }

  styles(): string[] {
    return [...this.#styles].map(([name, style]) => `${name}/.style={${style}}`);
  }

  #colour(name: string, colour: Colour): string {
    this.#colours.set(`gradsheet${name}`, colour);
    return `gradsheet${name}`;
  }

  #style(name: string, style: string): string {
    this.#styles.set(name, style);
    return name;
  }

  #points(cells: number): string {
    return `${(cells * this.#cell * points).toFixed(2)}pt`;
  }
}

function drawn(shape: DrawnShape, used: Used): string[] {
  switch (shape.kind) {
    case 'rectangle': {
      const { x, y, width, height, fill, stroke } = shape;
      const corners = shape.round ? ['rounded corners=2pt'] : [];
      const options = [...edged(stroke, used), ...filled(fill, used), ...corners];
      const face = `\\${draws(stroke)}[${options.join(', ')}] (${round(x)},${round(y)}) rectangle (${round(x + width)},${round(y + height)});`;
      if (!shape.hatched) return [face];
      const strokes = hatching(shape).map((ends) => straight(ends));
      return [face, `\\draw[${used.pen({ weight: 'thin', ink: 'edge' })}] ${strokes.join(' ')};`];
    }
    case 'polygon': {
      const options = [...edged(shape.stroke, used), ...filled(shape.fill, used), 'line join=round'];
      return [`\\${draws(shape.stroke)}[${options.join(', ')}] ${straight(shape.points)} -- cycle;`];
    }
    case 'circle': {
      const fill = shape.fill === 'white' ? 'white' : used.ink(shape.fill);
      const pen = used.pen({ weight: 'medium', ink: shape.ink });
      return [
        `\\draw[${pen}, fill=${fill}] ${at([shape.x, shape.y])} circle[radius=${round(shape.radius)}];`,
      ];
    }
    case 'line': {
      const pen = used.pen(shape, shape.head);
      const way = shape.curved ? curve(shape.points) : straight(shape.points);
      return [`\\draw[${pen}, line join=round] ${way};`];
    }
    case 'label':
      return [node(shape, used)];
  }
}

function node({ x, y, size, text, at: side, ink }: Label, used: Used): string {
  const anchor = side ? [`anchor=base ${side === 'end' ? 'east' : 'west'}`] : [];
  const colour = ink && ink !== 'black' ? [`text=${used.ink(ink)}`] : [];
  return `\\node[${[used.size(size), ...anchor, ...colour].join(', ')}] at ${at([x, y])} {${lettered(text, used.tones)}};`;
}

/** Words are set as words, all else as mathematics. */
function lettered(text: LabelText, tones: Tones): string {
  const runs: Box[][] = [];
  for (const box of toned(labelRow(text), tones)) {
    const last = runs.at(-1);
    if (last && (last[0].kind === 'words') === (box.kind === 'words')) last.push(box);
    else runs.push([box]);
  }
  return runs
    .map((run) => (run[0].kind === 'words' ? run.map(plain).join('') : `$${latexRow(run)}$`))
    .join('');
}

/** \text{words} without the command, which is for mathematics. */
function plain(box: Box): string {
  return latexBox(box).slice('\\text{'.length, -1);
}

function draws(stroke: keyof typeof edges | 'none'): string {
  return stroke === 'none' ? 'fill' : 'draw';
}

function edged(stroke: keyof typeof edges | 'none', used: Used): string[] {
  return stroke === 'none' ? [] : [used.pen(edges[stroke])];
}

function filled(fill: Tint | 'none', used: Used): string[] {
  return fill === 'none' ? [] : [`fill=${used.tint(fill)}`];
}

function straight(ends: readonly Point[]): string {
  return ends.map(at).join(' -- ');
}

/** One point on the curve, two controls, and so on. */
function curve(all: readonly Point[]): string {
  return all
    .map(
      (point, place) =>
        `${['', ' .. controls ', ' and ', ' .. '][place === 0 ? 0 : ((place - 1) % 3) + 1]}${at(point)}`,
    )
    .join('');
}

function at([x, y]: Point): string {
  return `(${round(x)},${round(y)})`;
}

function round(length: number): number {
  return Number(length.toFixed(3));
}
