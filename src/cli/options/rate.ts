import type Fraction from 'fraction.js';
import { BadInput } from '../../bad-input.ts';

/** The number after --rate, exactly. */
export async function rateOf(text: string | undefined): Promise<Fraction | undefined> {
  if (text === undefined) return undefined;
  const { exactNumber } = await import('../../values/exact-number.ts');
  const rate = exactNumber(text);
  if (rate) return rate;
  throw new BadInput(`--rate: found ${JSON.stringify(text)}, expected a number, such as 0.1 or 1/10.`);
}
