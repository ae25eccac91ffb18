import Fraction from 'fraction.js';
import { atom, Binds, type Code, within } from '../../expr/code.ts';
import { difference } from '../../index/affine.ts';
import { type Formula, multiply, type Range, subformulas } from '../../index/formula.ts';
import { freeLetters } from '../../index/free-letters.ts';
import { affineCode } from '../../program/text/affine-code.ts';
import { product } from '../../program/text/expression.ts';
import { type ArrayView, ownAxes, withAxes, withNewAxes } from './axis.ts';
import type { ArrayLibrary } from './library.ts';

/** A formula over whole arrays, with the axes of a view. */
type Write = (formula: Formula, view: ArrayView) => Code;

/** The sum of a value over letters that are axes, with the axes of the view. */
export function summedCode(
  value: Formula,
  over: readonly Range[],
  view: ArrayView,
  library: ArrayLibrary,
  write: Write,
): Code {
  if (over.length === 0) return write(value, view);
  const inside = withAxes(view, over);
  const all = [...view.axes, ...over.map((range) => range.letter)];
  const axesOf = (formula: Formula): string[] => {
    const free = freeLetters(formula);
    return all.filter((letter) => free.has(letter));
  };
  const factors = factorsOf(value);
  const arrays = factors.filter((factor) => axesOf(factor).length > 0);
  const numbers = factors.filter((factor) => !arrays.includes(factor));
  const met = all.filter((letter) => arrays.some((factor) => axesOf(factor).includes(letter)));
  const kept = met.filter((letter) => view.axes.includes(letter));
  const summed = met.filter((letter) => !view.axes.includes(letter));
  // Terms that do not depend on a letter are added as often as it has values.
  const times = over.filter(({ letter }) => !met.includes(letter));
  const codes =
    arrays.length === 0 || summed.length === 0
      ? arrays.map((factor) => write(factor, view))
      : [withNewAxes(contraction(arrays, kept, summed, inside, axesOf, library, write), kept, view.axes)];
  const counts = times.map(({ letter }) => countOf(letter, inside));
  return multiplied(
    [...numbers, ...counts.flatMap(({ number }) => number ?? [])],
    [...codes, ...counts.flatMap(({ code }) => code ?? [])],
    (formula) => write(formula, view),
  );
}

/** sum of products: as one array summed where all factors have the same axes, otherwise by Einstein's convention. */
function contraction(
  factors: readonly Formula[],
  kept: readonly string[],
  summed: readonly string[],
  inside: ArrayView,
  axesOf: (formula: Formula) => string[],
  library: ArrayLibrary,
  write: Write,
): Code {
  const all = [...kept, ...summed];
  if (factors.every((factor) => axesOf(factor).length === all.length)) {
    const order = orderOf(multiply(...factors), all, kept, inside);
    const whole = write(multiply(...factors), { ...inside, axes: order });
    const places = order.flatMap((letter, at) => (kept.includes(letter) ? [] : [at]));
    return atom(`${within(whole, Binds.Atom)}.sum(${axesArgument(places, kept, library)})`);
  }
  const operands = factors.map((factor) => {
    const axes = factor.kind === 'entry' ? ownAxes(factor, inside) : axesOf(factor);
    return { axes, code: write(factor, { ...inside, axes }) };
  });
  const spec = `${operands.map(({ axes }) => axes.map((letter) => short(letter, all)).join('')).join(',')}->${kept.map((letter) => short(letter, all)).join('')}`;
  return atom(`${library.module}.einsum("${spec}", ${operands.map(({ code }) => code.text).join(', ')})`);
}

/** einsum knows axes by single letters. */
function short(letter: string, all: readonly string[]): string {
  if (letter.length === 1) return letter;
  const free = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => !all.includes(letter));
  return free[all.filter((letter) => letter.length > 1).indexOf(letter)];
}

/** The axes as the first array has them that has them all, if what is kept of them is in order. */
function orderOf(
  formula: Formula,
  all: readonly string[],
  kept: readonly string[],
  view: ArrayView,
): readonly string[] {
  for (const part of subformulas(formula)) {
    if (part.kind !== 'entry') continue;
    const axes = ownAxes(part, view);
    const inOrder = axes.filter((letter) => kept.includes(letter)).join() === kept.join();
    if (axes.length === all.length && axes.every((letter) => all.includes(letter)) && inOrder) return axes;
  }
  return all;
}

function factorsOf(formula: Formula): readonly Formula[] {
  return formula.kind === 'multiply' ? formula.factors.flatMap(factorsOf) : [formula];
}

/** The axes that are taken together; none are said where they are all that there are. */
export function axesArgument(
  places: readonly number[],
  kept: readonly string[],
  { axis }: ArrayLibrary,
): string {
  return kept.length === 0 ? '' : `${axis}=${axesText(places)}`;
}

export function axesText(places: readonly number[]): string {
  return places.length === 1 ? String(places[0]) : `(${places.join(', ')})`;
}

/** Formulas and codes multiplied. */
function multiplied(
  formulas: readonly Formula[],
  codes: readonly Code[],
  write: (formula: Formula) => Code,
): Code {
  let coefficient = new Fraction(1);
  const over: Code[] = [];
  const under: Code[] = [];
  for (const factor of formulas.flatMap(factorsOf)) {
    if (factor.kind === 'number') coefficient = coefficient.mul(factor.value);
    else if (factor.kind === 'power' && factor.exponent.s < 0n)
      under.push(write({ ...factor, exponent: factor.exponent.neg() }));
    else over.push(write(factor));
  }
  const code = product(coefficient.abs(), [...over, ...codes], under, atom);
  return coefficient.s < 0n ? { text: `-${within(code, Binds.Product)}`, binds: Binds.Product } : code;
}

function countOf(letter: string, { extents }: ArrayView): { number?: Formula; code?: Code } {
  const extent = extents.get(letter);
  if (!extent) throw new Error(`letter ${letter} is no axis`);
  const count = difference(extent.below, extent.from);
  return count.terms.length === 0
    ? { number: { kind: 'number', value: new Fraction(count.constant) } }
    : { code: affineCode(count) };
}
