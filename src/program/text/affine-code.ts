import { Binds, type Code } from '../../expr/code.ts';
import type { Affine } from '../../index/affine.ts';

/** A whole number from letters: 2 * i + m - 1. What is added stands before what is taken away. */
export function affineCode({ constant, terms }: Affine): Code {
  const ordered = terms.toSorted((a, b) => Number(a.coefficient < 0) - Number(b.coefficient < 0));
  const parts = ordered.map(({ letter, coefficient }) => ({
    negative: coefficient < 0,
    text: Math.abs(coefficient) === 1 ? letter : `${Math.abs(coefficient)} * ${letter}`,
    binds: Math.abs(coefficient) === 1 ? Binds.Atom : Binds.Product,
  }));
  // 2 - m rather than -m + 2
  const number = { negative: constant < 0, text: String(Math.abs(constant)), binds: Binds.Atom };
  if (constant > 0 && parts[0]?.negative === true) parts.unshift(number);
  else if (constant !== 0 || parts.length === 0) parts.push(number);
  const [first, ...rest] = parts;
  if (rest.length === 0 && !first.negative) return { text: first.text, binds: first.binds };
  const text = rest.reduce(
    (sum, part) => `${sum} ${part.negative ? '-' : '+'} ${part.text}`,
    `${first.negative ? '-' : ''}${first.text}`,
  );
  return rest.length === 0 ? { text, binds: Binds.Sign } : { text, binds: Binds.Sum };
}
