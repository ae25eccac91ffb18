import { greek } from '../notation/letters.ts';
import { strangeCharacter } from './look-alikes.ts';

/**
 * A text in the few characters that answers are read in, and for each of them, and for the end, its place (from 0) in
 * what was written.
 */
export interface Plain {
  readonly text: string;
  readonly places: readonly number[];
}

/** Plain text as it grows. */
export class PlainWriter {
  text = '';
  readonly #places: number[] = [];

  put(text: string, place: number): void {
    this.text += text;
    for (let at = 0; at < text.length; at++) this.#places.push(place);
  }

  append(plain: Plain): void {
    this.text += plain.text;
    for (let at = 0; at < plain.text.length; at++) this.#places.push(plain.places[at]);
  }

  /** What was put so far; the text ended at `end`. */
  plain(end: number): Plain {
    return { text: this.text, places: [...this.#places, end] };
  }
}

/** A text exactly as it was written. */
export function asWritten(text: string): Plain {
  return { text, places: Array.from({ length: text.length + 1 }, (_, at) => at) };
}

const characters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '−': '-',
    '–': '-',
    '‒': '-',
    '‐': '-',
    '‑': '-',
    '·': '*',
    '×': '*',
    '∗': '*',
    '⋅': '*',
    '•': '*',
    '÷': '/',
    '∕': '/',
    '≈': '~',
    '≃': '~',
    '∼': '~',
    '′': "'",
    '’': "'",
    µ: 'μ',
    ϵ: 'ε',
    ϕ: 'φ',
    ϑ: 'θ',
    ℒ: 'L',
    ℓ: 'l',
    ℎ: 'h',
    '\u200B': '',
    '\u2060': '',
    '\u2061': '',
    '\u2062': ' ',
    '\uFEFF': '',
  }),
);

/** Signs that keep their meaning: they are read where they stand. */
const kept = '≥≤≠±∂∇√∞…⁄';
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const lowered = '₀₁₂₃₄₅₆₇₈₉';
const greekNames: ReadonlyMap<string, string> = new Map([...greek].map(([name, letter]) => [letter, name]));

/**
 * The same in plain characters: − is -, · is *, x² is x^2, δ₁₁ is delta_11, ½ is 1⁄2, and braces are brackets, except
 * around subscripts. Throws BadInput for a character that only looks like one of these.
 */
export function plainly({ text, places }: Plain): Plain {
  const writer = new PlainWriter();
  const closing: string[] = [];
  let named = false;
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const run = runAt(text, at);
    const spelling = run?.said ?? meant(character, places[at], writer.text, closing);
    const letter = greekNames.get(spelling);
    const apart = letter ? /[A-Za-z0-9]$/.test(writer.text) : named && /^[A-Za-z]/.test(spelling);
    writer.put(`${apart ? ' ' : ''}${letter ?? spelling}`, places[at]);
    named = letter !== undefined;
    at += run?.length ?? character.length;
  }
  return writer.plain(places[text.length]);
}

/** Raised and lowered digits go together: x¹² is x^(12), I₁₂ is I_12. 0{,}5 is 0.5. */
function runAt(text: string, at: number): { said: string; length: number } | undefined {
  if (text.startsWith('{,}', at)) return { said: '.', length: 3 };
  const up = /^⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/.exec(text.slice(at, at + 40))?.[0];
  if (up) return { said: `^(${digits(up, raised)})`, length: up.length };
  const down = /^[₀₁₂₃₄₅₆₇₈₉]+/.exec(text.slice(at, at + 40))?.[0];
  return down ? { said: `_${digits(down, lowered)}`, length: down.length } : undefined;
}

function digits(text: string, among: string): string {
  return [...text].map((digit) => (digit === '⁻' ? '-' : among.indexOf(digit))).join('');
}

function meant(character: string, place: number, before: string, closing: string[]): string {
  if (character === '{') {
    const subscript = before.endsWith('_');
    closing.push(subscript ? '}' : ')');
    return subscript ? '{' : '(';
  }
  if (character === '}') return closing.pop() ?? '}';
  if (/\s/.test(character) || /\p{Zs}/u.test(character)) return ' ';
  if (character <= '~' || kept.includes(character) || greekNames.has(character)) return character;
  const known = characters.get(character);
  if (known !== undefined) return known;
  const usual = character.normalize('NFKC');
  // Letters of mathematical alphabets, as they are copied from a PDF; fractions of one character.
  if (/[\u{1D400}-\u{1D7FF}]/u.test(character) && (usual <= '~' || greekNames.has(usual))) return usual;
  if (/^\d+⁄\d+$/.test(usual)) return /\d$/.test(before) ? ` ${usual}` : usual;
  throw strangeCharacter(character, place);
}
