import type { Inline } from '../../document/block.ts';
import { math } from '../../document/prose.ts';
import { num, raised } from '../../notation/build.ts';

/** Doubles are whole numbers without gaps up to here. */
const longest = 2 ** 53;

/** 1,000; 31,492,800,000; beyond what is read at a glance 1.2 × 10^30. */
export function amount(value: number): Inline[] {
  if (value < longest) return [grouped(Math.round(value))];
  if (!Number.isFinite(value)) return ['more than ', math(raised(num(10), num(308)))];
  const [digits, exponent] = value.toExponential(1).split('e+');
  return [`${digits} × `, math(raised(num(10), num(Number(exponent))))];
}

/** An estimate has two digits and no more. */
export function roughly(value: number): Inline[] {
  return amount(Number(value.toPrecision(2)));
}

export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 variant", "1,000 variants" */
export function counted(count: number, thing: string): string {
  return `${grouped(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** A sentence or a number with the sign − in place of the hyphen before digits; codes keep theirs. */
export function withMinus(text: string): string {
  return text.replace(/(?<![A-Za-z0-9])-(?=\d)/g, '−');
}
