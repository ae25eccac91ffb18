import { type Affine, affineLetters } from '../../index/affine.ts';
import type { Definition, Entry, Formula, Range } from '../../index/formula.ts';
import { indexAt, type Tensor } from '../../index/tensor.ts';
import {
  anyArray,
  horizontalDots,
  indexLetter,
  num,
  partial,
  plus,
  raised,
  times,
  verticalDots,
} from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { relationWidth, width } from '../../notation/width.ts';
import { subscripted, symbolOf } from '../../writing/entry-name.ts';
import { letterRange, ofAffine, ofFormula } from '../../writing/of-formula.ts';
import { arrayName, factorsOf, onlyLetter } from '../../writing/operators/operator.ts';
import type { Block, EquationLine } from '../block.ts';
import type { Names } from '../names.ts';
import { equals, equation, math, paragraph } from '../prose.ts';
import { matrixWithin } from '../slices.ts';

/**
 * A convolution as one matrix product: vec(o_f) = X vec(W_f), with a row of X for each window (im2col), and
 * vec(o_f) = T vec(I_c) with a Toeplitz matrix T of the filter. Transposed, the same matrices carry the gradient back.
 * Nothing for rules of another form. Only the entries shown are worked out, however large the image.
 */
export function unrolled(
  names: Names,
  definition: Definition,
  { largest, width: line }: { readonly largest: number; readonly width: number },
  wanted: (tensor: Tensor) => boolean,
): Block[] {
  const convolution = convolutionOf(definition);
  if (!convolution) return [];
  const { image, filter, places, channels, window, free } = convolution;
  /** Aligned with the other lines below it, whose left-hand sides are wider. */
  const within = (left: Notation, below: Notation, make: (columns: number) => Notation): EquationLine =>
    equals(left, matrixWithin(line - Math.max(width(left), width(below)) - relationWidth, largest, make));
  const axes = (entry: Entry, over: readonly Range[]): number[] =>
    entry.subscripts.flatMap((form, axis) =>
      over.some(({ letter }) => letter === onlyLetter(form)) ? [axis] : [],
    );
  const output: Entry = { kind: 'entry', tensor: definition.output, subscripts: definition.subscripts };
  const o = arrayName(output, axes(output, free), names.style);
  const delta = partial(names.loss, o);
  const short = names.cotangent(definition.output);
  const arriving = short ? arrayName({ ...output, tensor: short }, axes(output, free), names.style) : delta;
  const w = arrayName(filter, axes(filter, free), names.style);
  const added = definition.body.kind === 'add' ? definition.body.terms.slice(1) : [];
  const vectorOfOnes: Notation = { kind: 'indicator', subscripts: [] };
  const bias = added.map((term) => times([ofFormula(term, names.style), vectorOfOnes]));
  const vec = (of: Notation): Notation => ({ kind: 'call', name: 'vec', arguments: [of] });
  const [x, t] = [
    anyArray(names.unrolled.image),
    anyArray(
      names.unrolled.filter,
      ...[...free, ...channels].map(({ letter }) => indexLetter(names.letter(letter))),
    ),
  ];
  const transposed = (of: Notation): Notation => raised(of, { kind: 'words', text: 'T' });
  const imageName = arrayName(image, axes(image, channels), names.style);
  const all = (body: Notation): Notation =>
    free.length === 0
      ? body
      : {
          kind: 'reduction',
          operator: 'sum',
          over: free.map(({ letter, size }) => letterRange(names.letter(letter), size, names)),
          where: [],
          body,
        };
  const byFilter = equals(vec(partial(names.loss, w)), times([transposed(x), vec(arriving)]));
  const byImage = equals(vec(partial(names.loss, imageName)), all(times([transposed(t), vec(arriving)])));
  const shownX = wanted(filter.tensor)
    ? [
        paragraph(
          'As a matrix product, with the windows of ',
          math(symbolOf(names.shown(image.tensor))),
          ' as the rows of ',
          math(x),
          ':',
        ),
        ...equation({ kind: 'unrolled', tensor: definition.output.name, how: 'X' }, [
          within(x, byFilter.left, (columns) =>
            matrix(places, [...channels, ...window], { largest, columns }, (at) =>
              imageEntry(names, image, at),
            ),
          ),
          equals(vec(o), plus([times([x, vec(w)]), ...bias])),
          byFilter,
        ]),
      ]
    : [];
  const shownT = wanted(image.tensor)
    ? [
        paragraph(
          'And with the filter, moved along, in the rows of a sparse matrix ',
          math(t),
          ' (at stride 1 a Toeplitz matrix, or one of Toeplitz blocks):',
        ),
        ...equation({ kind: 'unrolled', tensor: definition.output.name, how: 'T' }, [
          within(t, byImage.left, (columns) => toeplitz(names, convolution, { largest, columns })),
          byImage,
        ]),
      ]
    : [];
  return [...shownX, ...shownT];
}

interface Convolution {
  readonly image: Entry;
  readonly filter: Entry;
  /** Letters of the output that are places of the window. */
  readonly places: readonly Range[];
  readonly channels: readonly Range[];
  readonly window: readonly Range[];
  /** Letters that the output and the filter share: which filter it is. */
  readonly free: readonly Range[];
}

function convolutionOf({ body, over }: Definition): Convolution | undefined {
  const term: Formula = body.kind === 'add' ? body.terms[0] : body;
  const { summed, rest } = factorsOf(term);
  const entries = rest.filter((factor): factor is Entry => factor.kind === 'entry');
  if (rest.length !== 2 || entries.length !== 2) return undefined;
  const [image, filter] = entries;
  const inImage = entryLetters(image);
  const inFilter = entryLetters(filter);
  const moving = image.subscripts.filter(({ terms }) => terms.length === 2);
  const inMoving = new Set(affineLetters(...moving));
  const window = summed.filter(({ letter }) => inMoving.has(letter));
  const places = over.filter(({ letter }) => inMoving.has(letter));
  const channels = summed.filter(({ letter }) => !inMoving.has(letter));
  const free = over.filter(({ letter }) => !inMoving.has(letter));
  const fits =
    moving.length > 0 &&
    window.length === moving.length &&
    places.length === moving.length &&
    channels.every(({ letter }) => inImage.has(letter) && inFilter.has(letter)) &&
    free.every(({ letter }) => inFilter.has(letter) && !inImage.has(letter)) &&
    filter.subscripts.every(
      ({ terms, constant }) => terms.length === 0 || (terms.length === 1 && constant === 0),
    );
  return fits ? { image, filter, places, channels, window, free } : undefined;
}

function entryLetters({ subscripts }: Entry): Set<string> {
  return new Set(affineLetters(...subscripts));
}

type LetterValues = ReadonlyMap<string, number>;

function formAt({ constant, terms }: Affine, at: LetterValues): number {
  return terms.reduce((sum, { letter, coefficient }) => sum + coefficient * (at.get(letter) ?? 0), constant);
}

/** The entry under the window, or 0 in the padding. */
function imageEntry(names: Names, { tensor, subscripts }: Entry, at: LetterValues): Notation {
  const places = subscripts.map((form) => formAt(form, at));
  if (places.some((place, axis) => place < 0 || place >= tensor.shape[axis])) return num(0);
  return entryAt(names, tensor, places);
}

function entryAt(names: Names, tensor: Tensor, places: readonly number[]): Notation {
  return subscripted(
    names.shown(tensor),
    places.map((place) => num(place + names.counting.base)),
    names.counting,
  );
}

/** Rows for the outputs, columns for the inputs of one channel; the filter's entry where the window meets the input, else 0. */
function toeplitz(names: Names, { image, filter, places, window }: Convolution, shown: Shown): Notation {
  const moving = image.subscripts.flatMap((form, axis) => (form.terms.length === 2 ? [axis] : []));
  const columns = moving.map(
    (axis, which): Range => ({ letter: `column${which}`, size: image.tensor.shape[axis] }),
  );
  return matrix(places, columns, shown, (at) => {
    const letters = new Map(at);
    for (const [which, axis] of moving.entries()) {
      const { constant, terms } = image.subscripts[axis];
      const inner = terms.find(({ letter }) => letter === window[which].letter);
      const outer = terms.find((term) => term !== inner);
      if (!inner || !outer) return num(0);
      // k = s i + d m - p, so m = (k - s i + p) / d
      const rest =
        (at.get(`column${which}`) ?? 0) - outer.coefficient * (at.get(outer.letter) ?? 0) - constant;
      const m = rest / inner.coefficient;
      if (!Number.isInteger(m) || m < 0 || m >= window[which].size) return num(0);
      letters.set(inner.letter, m);
    }
    return subscripted(
      names.shown(filter.tensor),
      filter.subscripts.map((form) => {
        const [only] = form.terms;
        return only === undefined || letters.has(only.letter)
          ? num(formAt(form, letters) + names.counting.base)
          : ofAffine(form, names.style);
      }),
      names.counting,
    );
  });
}

/** How many rows, and how many columns, before dots take over. */
interface Shown {
  readonly largest: number;
  readonly columns: number;
}

/** One row for each value of some letters, one column for each of others; only what is shown is made. */
function matrix(
  rows: readonly Range[],
  columns: readonly Range[],
  shown: Shown,
  entry: (at: LetterValues) => Notation,
): Notation {
  const down = shownPlaces(rows, shown.largest);
  const across = shownPlaces(columns, shown.columns);
  const diagonal: Notation = { kind: 'dots', direction: 'diagonal' };
  return {
    kind: 'matrix',
    rows: down.map((row) =>
      across.map((column) => {
        if (!row) return column ? verticalDots : diagonal;
        return column ? entry(new Map([...row, ...column])) : horizontalDots;
      }),
    ),
  };
}

/** The values of the letters at the first places and the last; undefined for those between. */
function shownPlaces(ranges: readonly Range[], largest: number): (LetterValues | undefined)[] {
  const sizes = ranges.map(({ size }) => size);
  const count = sizes.reduce((product, size) => product * size, 1);
  const at = (place: number): LetterValues => {
    const index = indexAt(sizes, place);
    return new Map(ranges.map(({ letter }, axis) => [letter, index[axis]]));
  };
  if (count <= largest) return Array.from({ length: count }, (_, place) => at(place));
  const first = Array.from({ length: Math.max(1, largest - 2) }, (_, place) => at(place));
  return [...first, undefined, at(count - 1)];
}
