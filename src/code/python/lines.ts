import type { Tensor } from '../../index/tensor.ts';
import { wordWrap } from '../../word-wrap.ts';

/** "o, p = forward(I, W)" */
export function calling(results: readonly string[], name: string, inputs: readonly Tensor[]): string[] {
  const call = inBrackets(
    `${name}(`,
    inputs.map((array) => array.name),
    ')',
  );
  const left = results.join(', ');
  const names = left.length + call[0].length > 85 ? inBrackets('(', results, ')') : [left];
  return [...names.slice(0, -1), `${names[names.length - 1]} = ${call[0]}`, ...call.slice(1)];
}

/** Words after a first one, in brackets where they need several lines. */
export function bracketedLines(before: string, words: readonly string[]): string[] {
  const line = `${before}${words.join(', ')}`;
  return line.length <= 90 ? [line] : inBrackets(`${before}(`, words, ')');
}

export function inBrackets(open: string, words: readonly string[], close: string): string[] {
  const line = `${open}${words.join(', ')}${close}`;
  if (line.length <= 90) return [line];
  return [open, ...wordWrap(`${words.join(', ')},`, 86).map((line) => `    ${line}`), close];
}
