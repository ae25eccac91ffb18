import type Fraction from 'fraction.js';
import { Binds, type Code, negated, within } from '../../expr/code.ts';
import type { Formula } from '../../index/formula.ts';
import { digitsOf } from '../digits-of.ts';
import { type Operations, type SignedTerm, worth } from '../worth.ts';

/** What differs between languages, and between one entry and whole arrays. */
export interface Spelling extends Omit<Operations<Code>, 'sum' | 'product' | 'negative'> {
  /** A number from its decimal digits. */
  number(digits: string): Code;
}

/** A formula without derivatives and winners as code. */
export function expression(formula: Formula, spelling: Spelling): Code {
  return worth(formula, {
    ...spelling,
    sum,
    product: (coefficient, over, under) => product(coefficient, over, under, spelling.number),
    negative: (code) => ({ text: negated(code), binds: Binds.Product }),
  });
}

function sum(terms: readonly SignedTerm<Code>[]): Code {
  const text = terms.reduce((written, { negative, value }, at) => {
    if (at === 0) return negative ? negated(value) : within(value, Binds.Sum);
    return `${written} ${negative ? '-' : '+'} ${within(value, Binds.Product)}`;
  }, '');
  return { text, binds: Binds.Sum };
}

/** A positive number times what stands above the line, divided by what stands below. */
export function product(
  coefficient: Fraction,
  over: readonly Code[],
  under: readonly Code[],
  spelled: Spelling['number'],
): Code {
  const { above, below } = digitsOf(coefficient, over.length + under.length === 0);
  return quotient(
    [...(above !== '1' || over.length === 0 ? [spelled(above)] : []), ...over],
    [...(below !== '1' ? [spelled(below)] : []), ...under],
  );
}

/** a * b / (c * d) */
function quotient(over: readonly Code[], under: readonly Code[]): Code {
  const product = (codes: readonly Code[]): Code =>
    codes.length === 1
      ? codes[0]
      : {
          text: codes.map((code, at) => within(code, at === 0 ? Binds.Product : Binds.Sign)).join(' * '),
          binds: Binds.Product,
          leadsWithPower: codes[0].leadsWithPower === true,
        };
  const above = product(over);
  if (under.length === 0) return above;
  return {
    text: `${within(above, Binds.Product)} / ${within(product(under), Binds.Power)}`,
    binds: Binds.Product,
    leadsWithPower: above.leadsWithPower === true,
  };
}
