import { nameParts } from './letters.ts';
import type { Notation } from './notation.ts';

/** How tightly a formula holds together: brackets are written where a place asks for more than its formula offers. */
const binding: Record<Notation['kind'], number> = {
  comparison: 0,
  cases: 0,
  sum: 1,
  negative: 2,
  reduction: 3,
  product: 4,
  operation: 4,
  fraction: 5,
  derivative: 5,
  gradient: 3,
  words: 7,
  dots: 7,
  number: 7,
  decimal: 7,
  symbol: 7,
  indicator: 7,
  call: 7,
  power: 6,
  bracket: 7,
  matrix: 7,
};

/** What each place asks for. */
export const places = {
  anything: 0,
  /** After a plus or minus sign, or below a sigma: -(a + b). */
  term: 3,
  /** A factor with others after it: a sigma there would swallow them. */
  factor: 4,
  lastFactor: 3,
  /** On either side of an operator between whole arrays. */
  operand: 5,
  /** The quantity of a derivative: dL, d(2 L). */
  differential: 6,
  powerBase: 7,
  /** Above or below the line when a fraction is written on one line. */
  lineOver: 4,
  lineUnder: 6,
} as const;

export function bindingOf(notation: Notation): number {
  if (signed(notation).negative) return binding.negative;
  switch (notation.kind) {
    case 'number':
      return notation.value.d === 1n ? binding.number : binding.fraction;
    case 'decimal':
      return notation.digits.includes('e') ? binding.product : binding.decimal;
    case 'symbol':
      // W^{(1)} has a superscript already.
      return nameParts(notation.name).index === '' ? binding.symbol : binding.power;
    case 'gradient':
      // With subscripts it has its own brackets.
      return notation.subscripts.length === 0 ? binding.gradient : binding.symbol;
    default:
      return binding[notation.kind];
  }
}

/** Takes the minus sign off a formula that begins with one. */
export function signed(notation: Notation): { readonly negative: boolean; readonly rest: Notation } {
  switch (notation.kind) {
    case 'negative':
      return { negative: true, rest: notation.of };
    case 'number':
      return notation.value.s < 0n
        ? { negative: true, rest: { kind: 'number', value: notation.value.neg() } }
        : { negative: false, rest: notation };
    case 'decimal':
      return /^[-−]/.test(notation.digits)
        ? { negative: true, rest: { kind: 'decimal', digits: notation.digits.slice(1) } }
        : { negative: false, rest: notation };
    case 'product': {
      if (notation.factors.length === 0) return { negative: false, rest: notation };
      const [first, ...others] = notation.factors;
      const { negative, rest } = signed(first);
      return { negative, rest: negative ? { ...notation, factors: [rest, ...others] } : notation };
    }
    case 'fraction': {
      const { negative, rest } = signed(notation.over);
      // Only -1/2 and -ab/2: the sign of a sum is not that of its first term.
      return { negative, rest: negative ? { ...notation, over: rest } : notation };
    }
    default:
      return { negative: false, rest: notation };
  }
}

/** Whether it would run together with a digit before it: 2 3, 2 1/2. */
export function startsWithDigit(notation: Notation): boolean {
  switch (notation.kind) {
    case 'number':
    case 'decimal':
      return true;
    case 'product':
      return notation.factors.length > 0 && startsWithDigit(notation.factors[0]);
    case 'fraction':
      return startsWithDigit(notation.over);
    case 'power':
      return startsWithDigit(notation.base);
    default:
      return false;
  }
}
