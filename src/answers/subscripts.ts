import { indexAt, position, type Tensor } from '../index/tensor.ts';

/** Subscripts as they stand in a text: apart, or as one row of digits. */
export interface Subscripts {
  readonly values: readonly number[];
  /** I_11: whether it is 1, 1 or eleven depends on the array. */
  readonly glued?: string;
  /** Where the text goes on. */
  readonly end: number;
}

const list = '\\s*\\d+(?:\\s*,\\s*\\d+)*\\s*';
const apart = new RegExp(
  `^(?:_?\\d+(?:_\\d+)+|_\\{\\s*\\d+(?:\\s*[,\\s]\\s*\\d+)+\\s*\\}|_?(?:\\[${list}\\])+)`,
);
const together = /^(?:_\{\s*(\d+)\s*\}|_?(\d+))/;
const inBrackets = new RegExp(`^\\(${list}\\)`);
/** No array has so many axes that its subscripts take more characters. */
const longest = 200;

/** Subscripts at a place of a text: I_{1,2}, I[1,2], I_1_2, I_12, I12, and for arrays of several entries I(1,2). */
export function subscriptsAt(text: string, at: number, severalEntries: boolean): Subscripts | undefined {
  const rest = text.slice(at, at + longest);
  const found = apart.exec(rest) ?? (severalEntries ? inBrackets.exec(rest) : undefined);
  if (found) return { values: (found[0].match(/\d+/g) ?? []).map(Number), end: at + found[0].length };
  const row = together.exec(rest);
  if (!row) return undefined;
  const glued = row[1] ?? row[2];
  return { values: [Number(glued)], glued, end: at + row[0].length };
}

/** The row-major position of the entry that subscripts (from 1) name, or what is wrong with them. */
export function placeOf(
  tensor: Tensor,
  { values, glued }: Subscripts,
): number | 'count' | 'range' | 'ambiguous' {
  const { shape } = tensor;
  const long = longAxes(tensor);
  const readings =
    glued === undefined ? [values] : split(glued, long.length, shape.length, widest(tensor) > 9);
  if (readings.length === 0) return 'ambiguous';
  let problem: 'count' | 'range' = 'count';
  for (const reading of readings) {
    const axes = axesFor(tensor, reading.length);
    if (!axes) continue;
    if (reading.every((value, at) => value >= 1 && value <= shape[axes[at]])) {
      const index = shape.map(() => 0);
      for (const [at, axis] of axes.entries()) index[axis] = reading[at] - 1;
      return position(shape, index);
    }
    problem = 'range';
  }
  return problem;
}

/** The ways in which a row of digits may be subscripts, the likeliest first. */
function split(digits: string, long: number, all: number, wide: boolean): number[][] {
  const single = [...digits].map(Number);
  if (long === 1) return digits.length === all && all > 1 ? [[Number(digits)], single] : [[Number(digits)]];
  if (digits.length === long) return [single];
  return wide && digits.length > long ? [] : [single];
}

/** Axes of one entry may be left out: all of them, or those in front. */
function axesFor(tensor: Tensor, count: number): number[] | undefined {
  const long = longAxes(tensor);
  if (count === long.length) return long;
  const left = tensor.shape.length - count;
  if (left < 0 || tensor.shape.slice(0, left).some((size) => size !== 1)) return undefined;
  return tensor.shape.map((_, axis) => axis).slice(left);
}

function longAxes({ shape }: Tensor): number[] {
  return shape.flatMap((size, axis) => (size > 1 ? [axis] : []));
}

function widest({ shape }: Tensor): number {
  return Math.max(0, ...shape);
}

/** The name of an entry as a person would type it: I_11, I_{1,12}. */
export function typedEntry(name: string, tensor: Tensor, place: number): string {
  const index = indexAt(tensor.shape, place);
  const shown = longAxes(tensor).map((axis) => index[axis] + 1);
  if (shown.length === 0) return name;
  return widest(tensor) > 9 && shown.length > 1
    ? `${name}_{${shown.join(',')}}`
    : `${name}_${shown.join('')}`;
}
