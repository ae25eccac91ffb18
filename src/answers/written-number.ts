import Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { exactNumber } from '../values/exact-number.ts';
import type { AnsweredEntry } from './answer.ts';

/** A number without a sign in front of it: 2, 0.33, .5, 1e-3. */
const digits = '(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?';
const sign = '([+-]?)\\s*';
const number = new RegExp(`^${sign}(${digits})$`);
const percent = /^(.*\S)\s*%$/;
const fraction = /^([+-]?)\s*(?:(\d+)\s+)?(\d+)\s*[/⁄]\s*(\d+)$/;
const plusMinus = new RegExp(`^${sign}(${digits})\\s*(?:±|\\+\\s*/?\\s*-)\\s*(${digits})$`);
/** 0.33(1) is 0.33 with an uncertainty of 1 in its last digit. */
const uncertain = /^([+-]?)\s*(\d+\.\d+)\((\d+)\)((?:[eE][+-]?\d+)?)$/;
const about = /^(?:~|(?:ca|approx|about|circa)\.?(?![a-z]))\s*/i;
const notFinite = /^[+-]?\s*(?:nan|inf|infinity|∞|\.inf|\.nan)$/i;
const blank = /^(?:\?+|null|~|-|_+|…|\.{3})?$/i;
const decimalComma = /^([+-]?\s*\d+),(\d+)$/;

const half = new Fraction(1, 2);

/** What is said by a text that is a number, or leaves the entry open; undefined if it is a formula. Throws BadInput for what is no number that anybody could mean. */
export function writtenNumber(
  text: string,
  written: string,
  commaMeans: 'decimal' | 'list',
): AnsweredEntry | undefined {
  if (blank.test(text)) return { kind: 'blank', written };
  if (notFinite.test(text)) return { kind: 'not finite', written };
  const comma = commaMeans === 'decimal' ? decimalComma.exec(text) : null;
  if (comma) return writtenNumber(withPoint(comma), written, 'list');
  const value = plainNumber(text, written) ?? withSlack(text, written);
  if (value) return value;
  const approximate = about.exec(text);
  if (approximate) return approximately(text.slice(approximate[0].length), written);
  const [, part] = percent.exec(text) ?? [];
  const hundredfold =
    part === undefined ? undefined : (plainNumber(part, written) ?? withSlack(part, written));
  return hundredfold && scaled(hundredfold, new Fraction(1, 100));
}

/** A number times an exact factor. */
export function scaled(entry: AnsweredEntry, factor: Fraction): AnsweredEntry {
  if (entry.kind === 'exact') return { ...entry, value: entry.value.mul(factor) };
  if (entry.kind !== 'rounded') return entry;
  return { ...entry, value: entry.value.mul(factor), slack: entry.slack.mul(factor.abs()) };
}

function plainNumber(text: string, written: string): AnsweredEntry | undefined {
  const parts = fraction.exec(text);
  if (parts) return { kind: 'exact', value: quotient(parts), written };
  const found = number.exec(text);
  if (!found) return undefined;
  const value = positive(found[2]);
  const signed = found[1] === '-' ? value.neg() : value;
  if (/^\d+$/.test(found[2])) return { kind: 'exact', value: signed, written };
  return rounded(signed, lastDigit(found[2]).mul(half), found[2], written);
}

function withSlack(text: string, written: string): AnsweredEntry | undefined {
  const range = plusMinus.exec(text);
  const match = range ?? uncertain.exec(text);
  if (!match) return undefined;
  const digits = range ? match[2] : `${match[2]}${match[4]}`;
  const slack = range ? positive(match[3]) : lastDigit(digits).mul(positive(match[3]));
  const value = positive(digits);
  return rounded(match[1] === '-' ? value.neg() : value, slack, match[2], written);
}

/** About 7/3 is 7/3, give or take half a third. */
function approximately(text: string, written: string): AnsweredEntry {
  const entry = plainNumber(text, written) ?? withSlack(text, written);
  if (entry?.kind === 'rounded') return entry;
  if (entry?.kind === 'exact') {
    const unit = new Fraction(1n, BigInt(/[/⁄]\s*(\d+)$/.exec(text)?.[1] ?? 1));
    return rounded(entry.value, unit.mul(half), text, written);
  }
  throw new BadInput(
    `found ${JSON.stringify(written.slice(0, 60))}, expected a number after the sign for "about".`,
  );
}

function rounded(value: Fraction, slack: Fraction, shown: string, written: string): AnsweredEntry {
  const [mantissa] = shown.split(/[eE/⁄]/);
  const significant = mantissa.replace(/\D/g, '').replace(/^0+/, '').length;
  return { kind: 'rounded', value, slack, digits: Math.max(1, significant), written };
}

/** 1 in the last digit of a number; "3." is read as 3.0. */
function lastDigit(text: string): Fraction {
  const [mantissa, exponent = '0'] = text.split(/[eE]/);
  const [, part] = mantissa.split('.');
  const decimals = part === undefined ? 0 : Math.max(1, part.length);
  return positive(`1e${Number(exponent) - decimals}`);
}

function quotient([, sign, whole, over, under]: RegExpExecArray): Fraction {
  const below = BigInt(under);
  if (below === 0n) throw new BadInput(`found ${over}/${under}, which divides by zero.`);
  const value = new Fraction(BigInt(whole ?? 0) * below + BigInt(over), below);
  return sign === '-' ? value.neg() : value;
}

function positive(text: string): Fraction {
  const value = exactNumber(text);
  if (value) return value;
  throw new BadInput(
    `found ${text.length > 60 ? `a number of ${text.length} characters` : text}, expected one from 1e-400 to 1e400.`,
  );
}

function withPoint([written, whole, part]: RegExpExecArray): string {
  if (part.length === 3 && /^[+-]?\s*[1-9]\d{0,2}$/.test(whole))
    throw new BadInput(
      `found ${written}, which may be ${whole}.${part} or ${whole}${part}; write it without a comma.`,
    );
  return `${whole}.${part}`;
}
