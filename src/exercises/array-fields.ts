import type Fraction from 'fraction.js';
import { slicesOf } from '../document/slices.ts';
import { isExact, type Quantity, toFloat } from '../evaluate/quantity.ts';
import { indexAt, type Tensor } from '../index/tensor.ts';
import type { EntryOf, Subject } from '../model/subject.ts';
import type { Notation } from '../notation/notation.ts';
import { shownAxes } from '../writing/entry-name.ts';
import type { Field, Grid } from './question.ts';

/** Arrays with more entries are asked for in part. */
const mostFields = 9;

interface ArrayFields {
  readonly fields: readonly Field[];
  readonly grid?: Grid;
}

/** A field for each entry of an array, in a matrix where it is one; of a long array for some entries, evenly spread. */
export function arrayFields(
  subject: Subject,
  quantities: readonly Quantity[],
  label: (place: number) => Notation,
  whole: Notation,
  points: number,
): ArrayFields {
  const count = quantities.length;
  const length = Math.min(count, mostFields);
  const places = Array.from({ length }, (_, turn) => Math.floor((turn * count) / length));
  const fields = places.map(
    (place): Field => ({
      ...asked({ ...subject, place }, quantities[place]),
      label: label(place),
      points,
    }),
  );
  const slices = slicesOf(subject.tensor);
  if (length < count || slices.length > 1 || count === 1) return { fields };
  return { fields, grid: { left: whole, rows: slices[0].rows } };
}

/** What a field has that asks for the number of an entry. */
export function asked(
  about: EntryOf,
  quantity: Quantity,
): Pick<Field, 'name' | 'short' | 'answer' | 'about'> {
  const { tensor, place } = about;
  return {
    ...named(nameOf(about), subscripts(tensor, place)),
    answer: numberAnswer(quantity),
    about,
  };
}

/** The name of a field with subscripts behind it, and without them. */
export function named(short: string, subscripted: string): Pick<Field, 'name' | 'short'> {
  return { name: `${short}${subscripted}`, short };
}

/** "dL/dW", "W", "W_new" */
function nameOf({ kind, tensor: { name } }: Subject): string {
  return kind === 'gradient' ? `dL/d${name}` : kind === 'update' ? `${name}_new` : name;
}

function numberAnswer(quantity: Quantity): Field['answer'] {
  const exact: Fraction | null = isExact(quantity) ? quantity : null;
  return { kind: 'number', exact, float: toFloat(quantity) };
}

/** "_21", or "_2,1,10" where a subscript has two digits; "" for a single number. */
export function subscripts(tensor: Tensor, place: number): string {
  const index = indexAt(tensor.shape, place);
  const shown = shownAxes(tensor.shape).map((axis) => index[axis] + 1);
  if (shown.length === 0) return '';
  return `_${shown.join(shown.some((subscript) => subscript > 9) ? ',' : '')}`;
}
