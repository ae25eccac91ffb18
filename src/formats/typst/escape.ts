import { printable } from '../../notation/typst-words.ts';

/**
 * Text as text in Typst's markup: no character of it is markup, wherever it stands. A character that the fonts lack
 * stands as its code point, [U+4E2D], so that the reader sees that something is missing.
 */
export function escapeTypst(text: string): string {
  return printable(text, (code) => `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/ {2,}/g, ' ')
    .replace(/[\\#$*_`<>@~[\]"'{}=+|:;]|(?<![\p{L}\p{N}])[-./]|[-./](?![\p{L}\p{N}])|(?<=\d)[-.]/gu, '\\$&');
}
