import type { Label } from './drawing.ts';
import { labelWidth } from './label-width.ts';
import { label, words } from './shapes.ts';

/** From one line of words to the next, in heights of letters of size 1. */
export const linePitch = 0.68;

/** Words in as many lines as they need in this width, the first one's middle at y. */
export function sentences(
  text: string,
  x: number,
  y: number,
  width: number,
  size: number,
  more: Pick<Label, 'at'> = {},
): Label[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && labelWidth(words(longer), size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line, at) => label(x, y + at * linePitch * size, size, line, more));
}
