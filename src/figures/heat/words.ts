import { indexAt, type Shape } from '../../index/tensor.ts';
import { num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import { shownAxes } from '../../writing/entry-name.ts';
import type { HeatPanels } from './panels.ts';

/** How many entries are wrong, where the largest error is, and what a square stands for. */
export function heatWords(
  shape: Shape,
  errors: Float64Array,
  wrong: readonly boolean[],
  name: Notation,
  { block: [down, across], hidden }: HeatPanels,
): string {
  const count = wrong.filter(Boolean).length;
  if (count === 0)
    return `${errors.length === 1 ? '' : `All ${errors.length} entries of `}${text(name)} ${errors.length === 1 ? 'is' : 'are'} right.`;
  if (errors.length === 1)
    return `${text(name)} is wrong; ${Number.isFinite(errors[0]) ? `its error is ${text(shortNumber(errors[0]))}` : 'it is no finite number'}.`;
  const worst = worstOf(errors, wrong);
  const index = indexAt(shape, worst);
  const place = text(
    below(
      name,
      shownAxes(shape).map((axis) => num(index[axis] + 1)),
    ),
  );
  const error = errors[worst];
  const sentences = [
    `${count} of ${errors.length} entries of ${text(name)} ${count === 1 ? 'is' : 'are'} wrong`,
    Number.isFinite(error)
      ? `the largest error, ${text(shortNumber(error))}, is at ${place}.`
      : `${place} is no finite number.`,
  ].join('; ');
  const pooled = [
    ...(down * across > 1 ? [`a block of ${down} by ${across} entries`] : []),
    ...(hidden > 1 ? [`${hidden} entries of the other axes`] : []),
  ].join(' and ');
  return pooled === ''
    ? sentences
    : `${sentences} Each square stands for ${pooled} and shows the largest error there.`;
}

/** The place of the first entry that is not finite, or else of the largest error. */
function worstOf(errors: Float64Array, wrong: readonly boolean[]): number {
  const size = (place: number): number => (Number.isNaN(errors[place]) ? Infinity : Math.abs(errors[place]));
  let worst = wrong.indexOf(true);
  for (let place = worst + 1; place < errors.length; place++) {
    if (wrong[place] && size(place) > size(worst)) worst = place;
  }
  return worst;
}

/** A name with subscripts: W_{21}; of a derivative, below what it is taken by. */
export function below(name: Notation, subscripts: readonly Notation[]): Notation {
  if (name.kind === 'symbol') return { ...name, subscripts: [...name.subscripts, ...subscripts] };
  if (name.kind === 'derivative') return { ...name, by: below(name.by, subscripts) };
  return name;
}

/** Two digits of a number; a question mark for what is none. */
export function shortNumber(value: number): Notation {
  if (!Number.isFinite(value)) return { kind: 'words', text: '?' };
  const positive: Notation = { kind: 'decimal', digits: twoDigits(Math.abs(value)) };
  return value < 0 ? { kind: 'negative', of: positive } : positive;
}

/** The same for a narrow place: -5.7e-7 in one piece. */
export function narrowNumber(value: number): Notation {
  const digits = twoDigits(Math.abs(value));
  if (!digits.includes('e')) return shortNumber(value);
  return { kind: 'words', text: `${value < 0 ? '-' : ''}${digits}` };
}

function twoDigits(size: number): string {
  const rounded = Number(size.toPrecision(2));
  return rounded !== 0 && (rounded < 1e-3 || rounded >= 1e5)
    ? rounded.toExponential().replace('e+', 'e')
    : String(rounded);
}
