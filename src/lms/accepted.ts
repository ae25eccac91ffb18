import type { Inline } from '../document/block.ts';
import type { Field } from '../exercises/question.ts';
import { formulaSpellings } from './formula-spellings.ts';
import { numberSpellings } from './number-spellings.ts';

/**
 * What a learning management system accepts in a field. It compares numbers, and it compares texts; it computes
 * nothing. So whole and irrational numbers are numbers, and what may be written as a fraction is a text of many spellings.
 */
export type Accepted =
  /** As decimals; a tolerance of "0" means equal. */
  | { readonly kind: 'number'; readonly value: string; readonly tolerance: string }
  /** The first is the one to show. */
  | { readonly kind: 'text'; readonly spellings: readonly string[] }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Inline[])[]; readonly right: number };

/** Fractions with larger denominators are answered as decimals, as everywhere on a sheet. */
const largestDenominator = 1000n;

export function acceptedOf({ answer }: Field, decimals: number): Accepted {
  switch (answer.kind) {
    case 'number': {
      const { exact, float } = answer;
      if (exact?.d === 1n) return { kind: 'number', value: exact.toFraction(), tolerance: '0' };
      if (exact && exact.d < largestDenominator)
        return { kind: 'text', spellings: numberSpellings(exact, decimals) };
      return { kind: 'number', value: trimmed(float.toFixed(decimals + 6)), tolerance: halfUnit(decimals) };
    }
    case 'formula':
      return { kind: 'text', spellings: formulaSpellings(answer.text) };
    case 'choice':
      return answer;
  }
}

/** Half a unit of the last place: 0.0005 for three. */
function halfUnit(decimals: number): string {
  return `0.${'0'.repeat(decimals)}5`;
}

function trimmed(decimal: string): string {
  const short = decimal.replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}
