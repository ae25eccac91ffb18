import { nested } from '../../evaluate/evaluated-json.ts';
import type { Shape } from '../../index/tensor.ts';

type Nested = number | readonly Nested[];

/** Numbers as lists in lists, in the brackets of a language; rows of a matrix on lines of their own where one line is too short. */
export function nestedText(
  shape: Shape,
  values: readonly number[],
  {
    open,
    close,
    indent,
    number = String,
  }: { open: string; close: string; indent: string; number?: (value: number) => string },
): string {
  const text = (part: Nested): string =>
    typeof part === 'number' ? number(part) : `${open}${part.map(text).join(', ')}${close}`;
  const broken = (part: Nested, at: string): string => {
    const line = text(part);
    if (typeof part === 'number' || at.length + line.length <= 100) return line;
    if (typeof part[0] === 'number')
      return `${open}${filled(part.map(text), `${at}${indent}`)}\n${at}${close}`;
    const rows = part.map((row) => `\n${at}${indent}${broken(row, `${at}${indent}`)}`);
    return `${open}${rows.join(',')},\n${at}${close}`;
  };
  return broken(nested(shape, values) as Nested, indent);
}

/** Words with commas, as many on each line as fit. */
function filled(words: readonly string[], at: string): string {
  let text = '';
  let line = '';
  for (const word of words) {
    if (line === '' || at.length + line.length + word.length > 98) {
      text += line === '' ? '' : `${line}\n${at}`;
      line = `${word},`;
    } else line += ` ${word},`;
  }
  return `\n${at}${text}${line}`;
}

/** "3 x 3", "one number" */
export function shapeText(shape: Shape): string {
  return shape.length === 0 ? 'a number' : shape.join(' × ');
}
