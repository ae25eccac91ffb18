import { atom, Binds, type Code, within } from '../../expr/code.ts';
import { type Affine, affineLetters, difference, isConstant, substituted } from '../../index/affine.ts';
import type { Entry, Range } from '../../index/formula.ts';
import { extremes } from '../../program/bounds.ts';
import { affineCode } from '../../program/text/affine-code.ts';

/** The values of a letter that is an axis, from `from` up to, and without, `below`: forms in the letters of loops. */
export interface AxisExtent {
  readonly from: Affine;
  readonly below: Affine;
}

/** What is known where an array is written. */
export interface ArrayView {
  /** The letters that are axes, in the order of the axes of the result. */
  readonly axes: readonly string[];
  readonly extents: ReadonlyMap<string, AxisExtent>;
  /** Ranges of the letters of loops. */
  readonly loops: readonly Range[];
}

/** One subscript of an array: a place, or a slice along a letter. */
interface Index {
  readonly text: string;
  readonly letter: string | undefined;
}

export function indexOf(form: Affine, size: number, { extents, loops }: ArrayView): Index {
  const term = form.terms.find(({ letter }) => extents.has(letter));
  const extent = term && extents.get(term.letter);
  if (!term || !extent) return { text: affineCode(form).text, letter: undefined };
  const { letter, coefficient: step } = term;
  const from = substituted(form, new Map([[letter, extent.from]]));
  const below = substituted(form, new Map([[letter, extent.below]]));
  const first = isConstant(from, 0) ? '' : affineCode(from).text;
  const last = reachesEnd(from, below, step, size, loops) ? '' : affineCode(below).text;
  return { text: `${first}:${last}${step === 1 ? '' : `:${step}`}`, letter };
}

/** Whether a slice without an end has the same entries: from there on, every step-th one is in the array's last. */
function reachesEnd(
  from: Affine,
  below: Affine,
  step: number,
  size: number,
  loops: readonly Range[],
): boolean {
  const length = difference(below, from);
  const known = from.terms.every(({ letter }) => loops.some((range) => range.letter === letter));
  if (length.terms.length > 0 || !known) return isConstant(below, size);
  const { least, most } = extremes(from, loops);
  const count = Math.ceil(length.constant / step);
  return Math.ceil((size - least) / step) === count && Math.ceil((size - most) / step) === count;
}

/** The index that gives an array with these axes those of the view: new axes where it has none; undefined in another order. */
export function aligned(indices: readonly Index[], axes: readonly string[]): readonly string[] | undefined {
  const letters = indices.flatMap(({ letter }) => letter ?? []);
  const places = letters.map((letter) => axes.indexOf(letter));
  if (places.some((place, at) => place < 0 || (at > 0 && place < places[at - 1]))) return undefined;
  const texts: string[] = [];
  let next = places[0] ?? axes.length;
  for (const { text, letter } of indices) {
    if (letter !== undefined) {
      for (; next < axes.indexOf(letter); next++) texts.push('None');
      next++;
    }
    texts.push(text);
  }
  for (; letters.length > 0 && next < axes.length; next++) texts.push('None');
  return texts;
}

/** "[m:m + 2, None]", or nothing where the whole array is meant. */
export function inBrackets(texts: readonly string[]): string {
  return texts.every((text) => text === ':') ? '' : `[${texts.join(', ')}]`;
}

/** The view with further axes behind. */
export function withAxes(view: ArrayView, over: readonly Range[]): ArrayView {
  const extents = new Map(view.extents);
  for (const { letter, size } of over)
    if (!extents.has(letter))
      extents.set(letter, { from: { constant: 0, terms: [] }, below: { constant: size, terms: [] } });
  return { ...view, axes: [...view.axes, ...over.map((range) => range.letter)], extents };
}

/** The letters that are axes of an entry's array, in its own order. */
export function ownAxes({ tensor, subscripts }: Entry, view: ArrayView): string[] {
  return subscripts.flatMap((form, axis) => indexOf(form, tensor.shape[axis], view).letter ?? []);
}

/** New axes behind, and between, those that an array has. */
export function withNewAxes(code: Code, codeAxes: readonly string[], axes: readonly string[]): Code {
  const texts = aligned(
    codeAxes.map((letter) => ({ text: ':', letter })),
    axes,
  );
  const index = inBrackets(texts ?? []);
  return index === '' ? code : atom(`${within(code, Binds.Atom)}${index}`);
}

/** Axes in the order of the left-hand side. */
export function viewOf(
  left: readonly Affine[],
  ranges: readonly Range[],
  loops: ReadonlySet<string>,
  extents: ArrayView['extents'],
): ArrayView {
  const axes = affineLetters(...left).filter((name) => !loops.has(name));
  return { axes, extents, loops: ranges.filter((range) => loops.has(range.letter)) };
}
