import type Fraction from 'fraction.js';

/** Places after the point beyond those asked for that are still read. */
const more = 4;

/**
 * The ways in which a student may write an exact number, where the answer is compared as text: 3/4, 0.75, .75, 0,75;
 * a decimal that does not end, or is longer than asked for, rounded to at least so many places. The first is the shortest.
 */
export function numberSpellings(value: Fraction, decimals: number): string[] {
  const size = value.abs();
  const least = Math.max(1, decimals);
  const spelled = new Set([
    ...(size.d === 1n ? [`${size.n}`] : fractions(size)),
    ...[...endless(size, least), ...ending(size, least)].flatMap(pointed),
  ]);
  if (value.s >= 0n) return [...spelled];
  return ['-', '−'].flatMap((sign) => [...spelled].map((spelling) => `${sign}${spelling}`));
}

/** 3/2, 3 / 2, 1 1/2. */
function fractions({ n, d }: Fraction): string[] {
  return [`${n}/${d}`, `${n} / ${d}`, ...(n > d ? [`${n / d} ${n % d}/${d}`] : [])];
}

/** All places of a decimal that ends, with zeros behind it up to the places asked for. */
function ending(value: Fraction, least: number): string[] {
  for (let places = 0; places <= least + more; places++) {
    if ((value.n * 10n ** BigInt(places)) % value.d !== 0n) continue;
    const last = Math.max(least, places);
    return Array.from({ length: last - places + 1 }, (_, at) => rounded(value, places + at, false));
  }
  return [];
}

/** The decimal rounded to the places asked for and to some more; halves both ways. */
function endless(value: Fraction, least: number): string[] {
  return Array.from({ length: more + 1 }, (_, at) => least + at)
    .filter((places) => (value.n * 10n ** BigInt(places)) % value.d !== 0n)
    .flatMap((places) => [rounded(value, places, false), rounded(value, places, true)]);
}

function rounded({ n, d }: Fraction, places: number, halvesDown: boolean): string {
  const doubled = 2n * n * 10n ** BigInt(places);
  const up = halvesDown ? d - 1n : d;
  const digits = `${(doubled + up) / (2n * d)}`.padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** With a point or a comma, and without the zero before it. */
function pointed(decimal: string): string[] {
  const short = decimal.startsWith('0.') ? [decimal, decimal.slice(1)] : [decimal];
  return short.flatMap((spelling) => [spelling, spelling.replace('.', ',')]);
}
