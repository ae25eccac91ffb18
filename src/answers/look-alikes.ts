import { BadInput } from '../bad-input.ts';

/** Letters of other alphabets, and the Latin letters that they are drawn like, in the same order. */
const drawnLike: readonly (readonly [letters: string, latin: string])[] = [
  ['аеорсухіјѕһԁԛԝ', 'aeopcyxijshdqw'],
  ['АВЕКМНОРСТУХІЈЅ', 'ABEKMHOPCTYXIJS'],
  ['οΟΑΒΕΖΗΙΚΜΝΡΤΧ', 'oOABEZHIKMNPTX'],
  ['ı', 'i'],
];

const latinLike: ReadonlyMap<string, string> = new Map(
  drawnLike.flatMap(([letters, latin]) =>
    [...letters].map((letter, at): [string, string] => [letter, latin[at]]),
  ),
);

/** The error for a character that formulas are not made of; `place` counts from 0. */
export function strangeCharacter(character: string, place: number): BadInput {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const found = `found ${JSON.stringify(character)} (U+${code}) at character ${place + 1}`;
  const wide = character.normalize('NFKC');
  const latin = latinLike.get(character) ?? (/^[!-~]$/.test(wide) ? wide : undefined);
  if (latin === undefined)
    return new BadInput(`${found}, expected names, numbers, + - * / ^ , and brackets.`);
  const kind = /[A-Za-z]/.test(latin) ? 'the Latin letter' : /\d/.test(latin) ? 'the digit' : 'the sign';
  return new BadInput(`${found}, which only looks like ${kind} ${JSON.stringify(latin)}; type that instead.`);
}
