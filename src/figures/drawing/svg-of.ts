import { escapeMarkup } from '../../escape-markup.ts';
import type { Tones } from '../../notation/tone.ts';
import { toned } from '../../notation/toned.ts';
import type { Drawing, DrawnShape, Line, Point } from './drawing.ts';
import { labelRow } from './label-row.ts';
import type { Lettering } from './lettering.ts';
import { type Colour, inkPalette, palette } from './palette.ts';
import { dashes, edges, hatching, headOf, weights } from './strokes.ts';

/** Pixels of a cell, of a label of size 1, and around the whole. */
const cell = 34;
const fontSize = 17;
const margin = 2;

/** A drawing as an SVG that stands alone: plain shapes, so that every program that reads SVG draws the same. */
export function svgOf(
  { width, height, shapes, alt }: Drawing,
  lettering: Lettering,
  tones: Tones = new Map(),
): string {
  const [w, h] = [width * cell + 2 * margin, height * cell + 2 * margin];
  const drawn = shapes.map((shape) => drawnAs(shape, lettering, tones));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" width="${round(w)}" height="${round(h)}" viewBox="${-margin} ${-margin} ${round(w)} ${round(h)}">`,
    `<title>${escapeMarkup(alt)}</title>`,
    ...lettering.head(),
    ...drawn,
    '</svg>',
  ].join('\n');
}

function drawnAs(shape: DrawnShape, lettering: Lettering, tones: Tones): string {
  switch (shape.kind) {
    case 'rectangle': {
      const { x, y, width, height, fill, stroke, round: rounded } = shape;
      const corners = rounded ? ` rx="${px(0.15)}"` : '';
      const face = `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"${corners} ${filled(fill)}${edged(stroke)}/>`;
      if (!shape.hatched) return face;
      const strokes = hatching(shape).map(([from, to]) => `M${point(from)}L${point(to)}`);
      return `${face}<path d="${strokes.join('')}" fill="none"${pen({ weight: 'thin', ink: 'edge' })}/>`;
    }
    case 'polygon':
      return `<path d="M${shape.points.map(point).join('L')}z" ${filled(shape.fill)}${edged(shape.stroke)} stroke-linejoin="round"/>`;
    case 'circle': {
      const fill = shape.fill === 'white' ? 'fill="#fff"' : `fill="${rgb(inkPalette[shape.fill])}"`;
      return `<circle cx="${px(shape.x)}" cy="${px(shape.y)}" r="${px(shape.radius)}" ${fill}${pen({ weight: 'medium', ink: shape.ink })}/>`;
    }
    case 'line':
      return lined(shape);
    case 'label':
      return lettering.label(toned(labelRow(shape.text), tones), {
        x: px(shape.x),
        baseline: round(shape.y * cell + 0.32 * fontSize * shape.size),
        size: round(fontSize * shape.size),
        at: shape.at ?? 'middle',
        colour: rgb(inkPalette[shape.ink ?? 'black']),
      });
  }
}

/** The arrowhead is a face of its own: not every program draws markers. */
function lined(line: Line): string {
  const { points, curved } = line;
  if (!line.head) return stroked(line, path(points, curved));
  const { tip, base, half } = headOf(line);
  // The line ends within the head.
  const middle: Point = [(tip[0] + base[0]) / 2, (tip[1] + base[1]) / 2];
  const [across, down] = [tip[0] - base[0], tip[1] - base[1]];
  const far = Math.hypot(across, down) || 1;
  const side = (sign: number): Point => [
    base[0] + (sign * half * -down) / far,
    base[1] + (sign * half * across) / far,
  ];
  const shaft = stroked(line, path([...points.slice(0, -1), middle], curved));
  return `${shaft}<path d="M${[tip, side(1), side(-1)].map(point).join('L')}z" fill="${rgb(inkPalette[line.ink])}"/>`;
}

function stroked(line: Line, d: string): string {
  return `<path d="${d}" fill="none"${pen(line)} stroke-linejoin="round"/>`;
}

function path(points: readonly Point[], curved = false): string {
  const [first, ...rest] = points.map(point);
  return curved ? `M${first}C${rest.join(' ')}` : `M${[first, ...rest].join('L')}`;
}

function edged(stroke: keyof typeof edges | 'none'): string {
  return stroke === 'none' ? '' : pen(edges[stroke]);
}

function pen({ weight, ink, dash }: Pick<Line, 'weight' | 'ink' | 'dash'>): string {
  const broken = dash ? ` stroke-dasharray="${dashes[dash].map(px).join(' ')}"` : '';
  return ` stroke="${rgb(inkPalette[ink])}" stroke-width="${px(weights[weight])}"${broken}`;
}

function filled(fill: keyof typeof palette | 'none'): string {
  return `fill="${fill === 'none' ? 'none' : rgb(palette[fill])}"`;
}

function rgb(colour: Colour): string {
  return `rgb(${colour.join(',')})`;
}

function point([x, y]: Point): string {
  return `${px(x)} ${px(y)}`;
}

function px(units: number): number {
  return round(units * cell);
}

function round(length: number): number {
  return Number(length.toFixed(2));
}
