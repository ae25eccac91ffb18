import { escapeMarkup } from '../../escape-markup.ts';
import type { Box, Row } from '../../notation/box.ts';
import { isCompact } from '../../notation/latex.ts';
import { isLetter } from '../../notation/letters.ts';
import { mathematicalLetters } from '../../notation/mathematical-letters.ts';
import { textRow } from '../../notation/text.ts';
import { inks } from './palette.ts';

/** One way to set the labels of an SVG. */
export interface Lettering {
  /** What the labels that were set need, at the head of the file. */
  head(): readonly string[];
  label(row: Row, place: LabelPlace): string;
}

/** Where a label is, in pixels: its baseline, and what is at x. */
interface LabelPlace {
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  readonly at: 'middle' | 'beginning' | 'end';
  /** As CSS says it. */
  readonly colour: string;
}

/** The two faces that labels are set in, as data: URIs: a picture within a page cannot use the page's fonts. */
interface Faces {
  readonly upright: string;
  readonly italic: string;
}

/** A font that whoever draws the picture has under this name, upright and in italics. */
interface Family {
  readonly family: string;
}

/** Labels as text: for pictures within a page that knows their font. */
export function asText(font: Faces | Family): Lettering {
  return {
    head: () => style(font),
    label: (row, { x, baseline, size, at, colour }) => {
      // The style sheet centres all text, and an attribute of its own would count less than that.
      const anchor = at === 'middle' ? '' : ` style="text-anchor:${at === 'end' ? 'end' : 'start'}"`;
      const fill = colour === 'rgb(0,0,0)' ? '' : ` fill="${colour}"`;
      return `<text x="${x}" y="${baseline}" font-size="${size}"${anchor}${fill}>${row.map(span).join('')}</text>`;
    },
  };
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

/** Labels are names and numbers; anything else stands as plain text. */
function span(box: Box): string {
  if (box.kind !== 'symbol') return escapeMarkup(textRow([box]));
  const name = letters(box);
  const below = `${box.index}${box.below.map(subscript).join(isCompact(box.below) ? '' : ',')}`;
  const whole =
    below === '' ? name : `${name}<tspan dy="0.28em" font-size="70%">${escapeMarkup(below)}</tspan>`;
  return box.tone ? `<tspan fill="rgb(${inks[box.tone].join(',')})">${whole}</tspan>` : whole;
}

/** Slanted, bold by the font's weight, or in the characters of its face. */
function letters(box: Extract<Box, { kind: 'symbol' }>): string {
  const { face, ...plain } = box;
  if (face === 'bold') return `<tspan font-weight="bold">${escapeMarkup(mathematicalLetters(plain))}</tspan>`;
  const written = escapeMarkup(mathematicalLetters(box));
  return isLetter(box.name) && face === undefined ? `<tspan class="i">${written}</tspan>` : written;
}

function subscript(row: Row): string {
  return textRow(row).replaceAll(' ', '');
}
