import { greek } from '../../notation/letters.ts';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  "'": '\\textquotesingle{}',
  '`': '\\textasciigrave{}',
  '\u2212': '\\(-\\)',
  '×': '\\(\\times\\)',
  '·': '\\(\\cdot\\)',
  '±': '\\(\\pm\\)',
  '≤': '\\(\\le\\)',
  '≥': '\\(\\ge\\)',
  '∂': '\\(\\partial\\)',
  '√': '\\(\\surd\\)',
  '→': '\\(\\rightarrow\\)',
  '…': '\\dots{}',
  '–': '--',
  '—': '---',
  '‘': '`',
  '’': "'",
  '“': '``',
  '”': "''",
  '°': '\\textdegree{}',
  '\u00a0': '~',
  '\u200b': '\\allowbreak{}',
};

/** Greek letters as the formulas have them. */
const greekLetters: ReadonlyMap<string, string> = new Map(
  [...greek].map(([name, letter]) => [letter, `\\(\\${name}\\)`]),
);

/** Letters that the T1 fonts of LaTeX have. */
const accented = /[À-ÖØ-öø-ÿĀ-žŠšŽž]/u;

/**
 * Text as text in LaTeX. What LaTeX cannot print without further fonts stands as its code point, [U+4E2D], so that the
 * file compiles and the reader sees that something is missing.
 */
export function escapeTex(text: string): string {
  return Array.from(text.normalize('NFC'), (character) => {
    const escaped = escapes[character] ?? greekLetters.get(character);
    if (escaped !== undefined) return escaped;
    if (/[ -~]/.test(character) || accented.test(character)) return character;
    if (/\s/u.test(character)) return ' ';
    const code = character.codePointAt(0) ?? 0;
    return code < 32 || code === 127 ? '' : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}
