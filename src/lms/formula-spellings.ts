import { greek } from '../notation/letters.ts';

/** More of them make a question that no teacher can edit any more. */
const mostSpellings = 150;
/** Sums and products of more parts are accepted in their own order only. */
const mostParts = 3;

type Subscripts = (name: string, of: readonly string[]) => string;

/** How the entry of an array may be written, all entries of a formula in the same way. */
const styles: readonly Subscripts[] = [
  (name, of) => `${name}_${close(of)}`,
  (name, of) => `${name}${close(of)}`,
  (name, of) => `${name}_{${close(of)}}`,
  (name, of) => `${name}_{${of.join(',')}}`,
  (name, of) => `${name}_{${of.join(', ')}}`,
  (name, of) => `${name}_${of.join(',')}`,
  (name, of) => `${name}[${of.join(',')}]`,
  (name, of) => `${name}[${of.join(', ')}]`,
  (name, of) => `${name}[${of.join('][')}]`,
  (name, of) => `${name}(${of.join(',')})`,
];

/** Whether I_112 could be read in two ways is decided by the digits: only single ones stand close together. */
function close(of: readonly string[]): string {
  return of.join(of.every((subscript) => subscript.length === 1) ? '' : ',');
}

/**
 * The common spellings of a formula in plain text: I_11, I11, I_{1,1}, I[1,1]; factors and terms in any order; with
 * and without spaces and signs of multiplication. The first is the formula as it was, with an ordinary minus.
 */
export function formulaSpellings(text: string): string[] {
  const spelled = new Set<string>();
  for (const style of styles)
    for (const ordered of orders(text)) {
      const entries = ordered.replace(
        /(\p{L}[\p{L}\p{N}]*)_(?:\{([^}]*)\}|(\p{N}+))/gu,
        (_, name: string, listed: string | undefined, digits: string) =>
          style(name, listed === undefined ? [...digits] : listed.split(',')),
      );
      for (const spelling of [entries, latinized(entries)])
        for (const spaced of spacings(spelling)) spelled.add(spaced);
    }
  return [...spelled].slice(0, mostSpellings);
}

function orders(text: string): string[] {
  if (/[()[\]−^/|]/.test(text)) return [text];
  const terms = text.split(' + ');
  if (terms.length > 1)
    return terms.length > mostParts ? [text] : permuted(terms).map((order) => order.join(' + '));
  const factors = text.split(/[ ·]/);
  return factors.length > mostParts ? [text] : permuted(factors).map((order) => order.join(' '));
}

function permuted(items: readonly string[]): string[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, at) => permuted(items.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

function spacings(text: string): string[] {
  const minus = text.replaceAll('−', '-');
  const tight = minus.replace(/ ?([+-]) ?/g, '$1');
  const starred = minus.replace(/(?<=[^+\-,]) (?=[^+-])/g, '*');
  return [minus, text, tight, starred, starred.replaceAll(' ', ''), minus.replaceAll(' ', '')];
}

function latinized(text: string): string {
  return [...greek].reduce((so, [name, letter]) => so.replaceAll(letter, name), text);
}
