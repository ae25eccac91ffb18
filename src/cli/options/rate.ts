import type Fraction from 'fraction.js';
import { BadInput } from '../../bad-input.ts';

/** The number after --rate, exactly. */
export async function rateOf(said: string | undefined): Promise<Fraction | undefined> {
  if (said === undefined) return undefined;
  const { exactNumber } = await import('../../values/exact-number.ts');
  const rate = exactNumber(said);
  if (rate) return rate;
  throw new BadInput(`--rate: found ${JSON.stringify(said)}, expected a number, such as 0.1 or 1/10.`);
}
