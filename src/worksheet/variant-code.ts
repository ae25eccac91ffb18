import { drawing } from '../verify/random-point.ts';

/** Digits and letters without those that are mistaken for each other (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const longest = 40;

/** Whether a text can be the code of a variant: what is printed on a sheet. */
export function isVariantCode(text: string): boolean {
  return new RegExp(`^[A-Za-z0-9-]{1,${longest}}$`).test(text);
}

/**
 * The code of one student's variant, such as 7KQ2-M0XA: the seed of all its numbers. It depends on the class's seed,
 * on who it is for, and on how many codes before were taken, and on nothing else: more students change no code.
 */
export function variantCode(seed: string, student: string, attempt: number): string {
  const draw = drawing(hashed(`${seed}\n${student}\n${attempt}`));
  const letters = Array.from({ length: 8 }, () => alphabet[Number(draw() % 32n)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** A stream of random numbers that a code stands for; letters may be written small. */
export function drawingOf(code: string): () => bigint {
  return drawing(hashed(code.toUpperCase()));
}

/** FNV-1a in 64 bits, over UTF-16 units (Fowler, Noll and Vo). */
function hashed(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash ^= BigInt(text.charCodeAt(at));
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash;
}
