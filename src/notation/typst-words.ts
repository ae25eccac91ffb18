/** Words as a string in quotes, in code and in math mode: nothing in it is markup, and nothing ends it early. */
export function typstWords(text: string): string {
  return `"${printable(text, () => '?').replace(/[\\"]/g, '\\$&')}"`;
}

/** Latin, Greek and Cyrillic letters, and the signs that every font of the page has. */
const known =
  /[ -~\u00a0-\u00ac\u00ae-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u2010-\u2014\u2018-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2190-\u2193\u2200-\u22ff]/u;

/**
 * Text with no character that would print as an empty box: spaces of every kind become one, control characters go, and
 * `instead` says what stands for the others.
 */
export function printable(text: string, instead: (codePoint: number) => string): string {
  return Array.from(text.normalize('NFC'), (character) => {
    if (known.test(character)) return character;
    if (/\s/u.test(character)) return ' ';
    const code = character.codePointAt(0) ?? 0;
    return code < 32 || code === 127 ? '' : instead(code);
  }).join('');
}
