import type { Box, Row } from '../notation/box.ts';
import { isCompact } from '../notation/latex.ts';
import { layout } from '../notation/layout.ts';
import { isLetter } from '../notation/letters.ts';
import { mathematicalLetters } from '../notation/mathematical-letters.ts';
import { textRow } from '../notation/text.ts';
import type { Tones } from '../notation/tone.ts';
import { toned } from '../notation/toned.ts';
import type { Drawing, Shape } from './drawing.ts';
import { inks, palette } from './palette.ts';

/** Pixels of a cell, and of a cell's entry. */
const cell = 34;
const fontSize = 17;
const margin = 2;

/** The two faces that labels are set in, as data: URIs: a picture within a page cannot use the page's fonts. */
export interface Faces {
  readonly upright: string;
  readonly italic: string;
}

/** A font that whoever draws the picture has under this name, upright and in italics. */
export interface Family {
  readonly family: string;
}

/** A drawing as an SVG that stands alone. */
export function svg(
  { width, height, shapes, alt }: Drawing,
  font: Faces | Family,
  tones: Tones = new Map(),
): string {
  const [w, h] = [width * cell + 2 * margin, height * cell + 2 * margin];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(w)}" height="${round(h)}" viewBox="${-margin} ${-margin} ${round(w)} ${round(h)}">`,
    `<title>${escaped(alt)}</title>`,
    ...style(font),
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...shapes.map((shape) => drawn(shape, tones)),
    '</svg>',
  ].join('\n');
}

function style(font: Faces | Family): string[] {
  if ('family' in font)
    return [`<style>text{text-anchor:middle;font-family:'${font.family}'}.i{font-style:italic}</style>`];
  return [
    '<style>',
    `@font-face{font-family:u;src:url(${font.upright})}`,
    `@font-face{font-family:i;src:url(${font.italic})}`,
    'text{text-anchor:middle;font-family:u,serif}.i{font-family:i,serif;font-style:italic}',
    '</style>',
  ];
}

function drawn(shape: Shape, tones: Tones): string {
  switch (shape.kind) {
    case 'rectangle': {
      const { x, y, width, height, fill, stroke } = shape;
      const colour = fill === 'none' ? 'none' : `rgb(${palette[fill].join(',')})`;
      const line = {
        thin: 'stroke="#333" stroke-width="1"',
        thick: 'stroke="#000" stroke-width="2.5"',
        dashed: 'stroke="#888" stroke-width="1" stroke-dasharray="3 3"',
      }[stroke];
      return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${colour}" ${line}/>`;
    }
    case 'label': {
      const size = fontSize * shape.size;
      const baseline = shape.y * cell + size * 0.3;
      return `<text x="${px(shape.x)}" y="${round(baseline)}" font-size="${round(size)}">${toned(layout(shape.text), tones).map(span).join('')}</text>`;
    }
    case 'arrow': {
      const [[x1, y1], [x2, y2]] = [shape.from, shape.to];
      return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="#333" stroke-width="1.5" marker-end="url(#head)"/>`;
    }
  }
}

/** Labels are names and numbers; anything else stands as plain text. */
function span(box: Box): string {
  if (box.kind !== 'symbol') return escaped(textRow([box]));
  const name = letters(box);
  const below = `${box.index}${box.below.map(subscript).join(isCompact(box.below) ? '' : ',')}`;
  const whole = below === '' ? name : `${name}<tspan dy="0.28em" font-size="70%">${escaped(below)}</tspan>`;
  return box.tone ? `<tspan fill="rgb(${inks[box.tone].join(',')})">${whole}</tspan>` : whole;
}

/** Slanted, bold by the font's weight, or in the characters of its face. */
function letters(box: Extract<Box, { kind: 'symbol' }>): string {
  const { face, ...plain } = box;
  if (face === 'bold') return `<tspan font-weight="bold">${escaped(mathematicalLetters(plain))}</tspan>`;
  const written = escaped(mathematicalLetters(box));
  return isLetter(box.name) && face === undefined ? `<tspan class="i">${written}</tspan>` : written;
}

function subscript(row: Row): string {
  return textRow(row).replaceAll(' ', '');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function px(units: number): number {
  return round(units * cell);
}

function round(length: number): number {
  return Number(length.toFixed(2));
}
