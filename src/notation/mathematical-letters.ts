import { greek } from './letters.ts';
import type { WrittenSymbol } from './written-symbol.ts';

/** Unicode's script capitals that stand outside their block. */
const scripts: Readonly<Record<string, string>> = {
  B: 'ℬ',
  E: 'ℰ',
  F: 'ℱ',
  H: 'ℋ',
  I: 'ℐ',
  L: 'ℒ',
  M: 'ℳ',
  R: 'ℛ',
};

/** Where Unicode's bold letters begin that follow the alphabets from A, a, Α and α. */
const bold = [
  { first: 'A', last: 'Z', at: 0x1d400 },
  { first: 'a', last: 'z', at: 0x1d41a },
  { first: 'Α', last: 'Ω', at: 0x1d6a8 },
  { first: 'α', last: 'ω', at: 0x1d6c2 },
];

const accents = { hat: '\u0302', tilde: '\u0303', bar: '\u0304' } as const;

/** A name in plain Unicode, its face and accent in the characters themselves: 𝐖, ℒ, ŷ. */
export function mathematicalLetters({ name, face, accent }: WrittenSymbol): string {
  const plain = greek.get(name) ?? name;
  const set =
    face === 'bold'
      ? [...plain].map(boldLetter).join('')
      : face === 'calligraphic'
        ? (scripts[plain] ?? moved(plain, 'A', 0x1d49c))
        : plain;
  return accent ? `${set}${accents[accent]}` : set;
}

function boldLetter(letter: string): string {
  const block = bold.find(({ first, last }) => letter >= first && letter <= last);
  return block ? moved(letter, block.first, block.at) : letter;
}

function moved(letter: string, first: string, at: number): string {
  return String.fromCodePoint(at + letter.charCodeAt(0) - first.charCodeAt(0));
}
