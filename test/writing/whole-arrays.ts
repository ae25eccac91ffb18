import type { Notation } from '../../src/notation/notation.ts';
import { printedFunctions } from '../notation/printed-functions.ts';

/** An array as a function of places (from 0) that is 0 beyond its borders, with its sizes where it has borders. */
export interface Whole {
  readonly shape: readonly number[];
  at(place: readonly number[]): number;
}

/** The arrays that names stand for, and the letters that have values (from 0). */
export interface Known {
  readonly arrays: ReadonlyMap<string, Whole>;
  readonly letters: ReadonlyMap<string, number>;
  /** The array whose winners 1_max speaks of, with the subscripts of the left-hand side. */
  readonly input: Notation;
  /** The shape of what is worked out, which reshape() makes. */
  readonly shape: readonly number[];
}

/** Raised where a formula speaks of what is no whole array, or leaves open what it says. */
export class NoMeaning extends Error {}

/** What a formula over whole arrays means, from the definitions in the table of notation alone. */
export function meaning(notation: Notation, known: Known): Whole {
  const inner = (part: Notation): Whole => meaning(part, known);
  switch (notation.kind) {
    case 'number':
      return scalar(notation.value.valueOf());
    case 'symbol':
      if (notation.name === 'e' && notation.subscripts.length === 1)
        return oneHot(notation.subscripts[0], known);
      return slice(
        named(notation.name, known),
        notation.subscripts.map((one) => letterValue(one, known)),
      );
    case 'sum':
      return notation.terms.map(inner).reduce((a, b) => entrywise(a, b, (x, y) => x + y));
    case 'negative':
      return mapped(inner(notation.of), (x) => -x);
    case 'product':
      return notation.factors.map(inner).reduce(product);
    case 'power':
      if (notation.exponent.kind === 'words') return transposed(inner(notation.base));
      return entrywise(inner(notation.base), inner(notation.exponent), (x, p) => x ** p);
    case 'fraction':
      return entrywise(inner(notation.over), inner(notation.under), (x, y) => x / y);
    case 'indicator': {
      const [size] = notation.subscripts;
      return { shape: size ? sizes(size) : [ones], at: () => 1 };
    }
    case 'derivative':
      if (notation.by.kind !== 'symbol') throw new NoMeaning('a derivative by no array');
      return inner({ ...notation.by, name: `dL/d${notation.by.name}` });
    case 'cases':
      return notation.cases
        .map(({ value, when }) =>
          entrywise(inner({ kind: 'bracket', condition: when }), inner(value), (holds, x) => holds * x),
        )
        .reduce((a, b) => entrywise(a, b, (x, y) => x + y));
    case 'bracket': {
      const { condition } = notation;
      if (condition.kind !== 'comparison' || condition.sides.length !== 2) throw new Error('another bracket');
      const holds = relations[condition.relations[0]];
      if (!holds) throw new Error(condition.relations[0]);
      return entrywise(inner(condition.sides[0]), inner(condition.sides[1]), (x, y) => (holds(x, y) ? 1 : 0));
    }
    case 'reduction': {
      const [{ letter, to }, ...more] = notation.over;
      const rest: Notation = more.length === 0 ? notation.body : { ...notation, over: more };
      return Array.from({ length: to }, (_, value) =>
        meaning(rest, { ...known, letters: new Map([...known.letters, [letter, value]]) }),
      ).reduce((a, b) => entrywise(a, b, (x, y) => x + y));
    }
    case 'operation':
      if (isWinners(notation.of[1])) return winners(notation.of[0], known);
      // Behind a bracket that is 0 may stand what is not there.
      if (notation.operator === 'entrywise' && hasBracket(notation.of[0]))
        return entrywise(inner(notation.of[0]), inner(notation.of[1]), (x, y) => (x === 0 ? 0 : x * y));
      return operation(notation.operator, inner(notation.of[0]), inner(notation.of[1]));
    case 'call': {
      const f = printedFunctions[notation.name];
      if (!f) return call(notation.name, notation.parameter, inner(notation.arguments[0]), known.shape);
      const given = [...notation.arguments, ...(notation.parameter ? [notation.parameter] : [])].map(inner);
      const second = given[1] ?? scalar(1);
      return entrywise(given[0], second, f);
    }
    default:
      throw new NoMeaning(`${notation.kind} is no whole array`);
  }
}

function hasBracket(notation: Notation): boolean {
  if (notation.kind === 'operation') return notation.of.some(hasBracket);
  return notation.kind === 'bracket';
}

const relations: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  '>': (x, y) => x > y,
  '>=': (x, y) => x >= y,
  '<': (x, y) => x < y,
  '<=': (x, y) => x <= y,
  '=': (x, y) => x === y,
  '!=': (x, y) => x !== y,
};

/** 1 at the target class, 0 elsewhere. */
function oneHot(target: Notation, known: Known): Whole {
  const y = meaning(target, known).at([]);
  return { shape: known.shape, at: ([k]) => (k === y ? 1 : 0) };
}

function isWinners({ kind, ...rest }: Notation): boolean {
  return kind === 'indicator' && 'subscripts' in rest && rest.subscripts[0]?.kind === 'words';
}

/** What is repeated over windows side by side, where x is the greatest of its window. */
function winners(repeated: Notation, known: Known): Whole {
  const indicator = repeated.kind === 'operation' ? repeated.of[1] : undefined;
  if (indicator?.kind !== 'indicator') throw new Error('winners of what?');
  const window = sizes(indicator.subscripts[0]);
  const image = meaning(known.input, known);
  const wins = (place: readonly number[]): boolean => {
    const corner = place.map((one, axis) => one - (one % window[axis]));
    const members = placesOf(window).map((within) => image.at(plus(corner, within)));
    const largest = Math.max(...members);
    if (members.filter((member) => member === largest).length > 1) throw new NoMeaning('a tie');
    return image.at(place) === largest;
  };
  const arriving = meaning(repeated, known);
  return { shape: arriving.shape, at: (place) => (wins(place) ? arriving.at(place) : 0) };
}

/** A column of ones is as long as it must be. */
const ones = -1;

function operation(operator: string, A: Whole, B: Whole): Whole {
  const places = placesOf(B.shape);
  switch (operator) {
    case 'correlate':
      return { shape: A.shape, at: (i) => sum(places, (m) => A.at(plus(i, m)) * B.at(m)) };
    case 'convolve':
      return { shape: A.shape, at: (k) => sum(places, (m) => A.at(minus(k, m)) * B.at(m)) };
    case 'entrywise':
      return entrywise(A, B, (x, y) => x * y);
    case 'kronecker':
      return {
        shape: A.shape.map((size, axis) => size * B.shape[axis]),
        at: (place) => A.at(place.map((one, axis) => Math.floor(one / B.shape[axis]))),
      };
    default:
      throw new Error(operator);
  }
}

function call(name: string, parameter: Notation | undefined, A: Whole, shape: readonly number[]): Whole {
  const by = (axis: number): number => {
    const all = parameter ? sizes(parameter) : [];
    return all[axis] ?? all[0] ?? 0;
  };
  switch (name) {
    case 'pad':
      return {
        shape: A.shape.map((size, axis) => size + 2 * by(axis)),
        at: (p) => A.at(p.map((one, axis) => one - by(axis))),
      };
    case 'crop':
      return { shape: A.shape, at: (p) => A.at(p.map((one, axis) => one + by(axis))) };
    case 'spread':
      return {
        shape: A.shape.map((size, axis) => (size - 1) * by(axis) + 1),
        at: (p) =>
          p.every((one, axis) => one % by(axis) === 0) ? A.at(p.map((one, axis) => one / by(axis))) : 0,
      };
    case 'every':
      return { shape: A.shape, at: (p) => A.at(p.map((one, axis) => one * by(axis))) };
    case 'rot180':
      return { shape: A.shape, at: (p) => A.at(p.map((one, axis) => A.shape[axis] - 1 - one)) };
    case 'sum':
      return scalar(sum(placesOf(A.shape), (p) => A.at(p)));
    case 'softmax': {
      const all = placesOf(A.shape);
      return mapped(A, (x) => Math.exp(x) / sum(all, (p) => Math.exp(A.at(p))));
    }
    case 'diag':
      return { shape: [...A.shape, ...A.shape], at: ([i, j]) => (i === j ? A.at([i]) : 0) };
    case 'reshape': {
      const entries = placesOf(A.shape).map((place) => A.at(place));
      return array(shape, entries);
    }
    default:
      throw new Error(name);
  }
}

/** A number times an array, or a matrix product; a vector is a column. */
function product(A: Whole, B: Whole): Whole {
  if (A.shape.length === 0) return mapped(B, (x) => x * A.at([]));
  if (B.shape.length === 0) return mapped(A, (x) => x * B.at([]));
  const [a, b] = [asMatrix(A), asMatrix(B)];
  const length = a.shape[1] === ones ? b.shape[0] : a.shape[1];
  const shape = [a.shape[0], b.shape[1]];
  const at = ([i, j]: readonly number[]): number =>
    sum(placesOf([length]), ([l]) => a.at([i, l]) * b.at([l, j]));
  return shape[1] === 1 && A.shape.length === 2 && B.shape.length === 1
    ? { shape: [shape[0]], at: ([i]) => at([i, 0]) }
    : { shape, at };
}

function asMatrix(A: Whole): Whole {
  return A.shape.length === 2 ? A : { shape: [A.shape[0], 1], at: ([i]) => A.at([i]) };
}

function transposed(A: Whole): Whole {
  const { shape, at } = asMatrix(A);
  return { shape: [shape[1], shape[0]], at: ([i, j]) => at([j, i]) };
}

export function array(shape: readonly number[], data: ArrayLike<number>): Whole {
  return {
    shape,
    at: (place) => {
      if (place.some((one, axis) => one < 0 || one >= shape[axis])) return 0;
      return data[place.reduce((sofar, one, axis) => sofar * shape[axis] + one, 0)];
    },
  };
}

function scalar(value: number): Whole {
  return { shape: [], at: () => value };
}

function mapped(A: Whole, f: (x: number) => number): Whole {
  return { shape: A.shape, at: (place) => f(A.at(place)) };
}

/** A number counts for every entry. */
function entrywise(A: Whole, B: Whole, f: (x: number, y: number) => number): Whole {
  const [a, b] = [A, B].map((one): Whole['at'] =>
    one.shape.length === 0 ? () => one.at([]) : (place) => one.at(place),
  );
  return { shape: A.shape.length === 0 ? B.shape : A.shape, at: (place) => f(a(place), b(place)) };
}

/** Some subscripts fixed; a colon leaves an axis as it is. */
function slice(A: Whole, fixed: readonly (number | ':')[]): Whole {
  const free = A.shape.flatMap((_, axis) => (typeof fixed[axis] === 'number' ? [] : [axis]));
  return {
    shape: free.map((axis) => A.shape[axis]),
    at: (place) =>
      A.at(
        A.shape.map((_, axis) => {
          const one = fixed[axis];
          return typeof one === 'number' ? one : place[free.indexOf(axis)];
        }),
      ),
  };
}

function named(name: string, { arrays }: Known): Whole {
  const found = arrays.get(name) ?? constants.get(name);
  if (!found) throw new NoMeaning(`no array ${name}`);
  return found;
}

const constants = new Map([
  ['e', scalar(Math.E)],
  ['pi', scalar(Math.PI)],
]);

function letterValue(notation: Notation, { letters }: Known): number | ':' {
  if (notation.kind === 'words') return ':';
  if (notation.kind === 'symbol') return letters.get(notation.name) ?? Number.NaN;
  if (notation.kind === 'number') return notation.value.valueOf() - 1;
  // c + F g - F, which counts from 1
  if (notation.kind === 'sum')
    return notation.terms.reduce((total, one) => total + termValue(one, letters), 0) - 1;
  throw new Error(`${notation.kind} is no subscript`);
}

function termValue(notation: Notation, letters: ReadonlyMap<string, number>): number {
  switch (notation.kind) {
    case 'number':
      return notation.value.valueOf();
    case 'symbol':
      return (letters.get(notation.name) ?? Number.NaN) + 1;
    case 'product':
      return notation.factors.reduce((total, one) => total * termValue(one, letters), 1);
    case 'negative':
      return -termValue(notation.of, letters);
    default:
      throw new Error(`${notation.kind} is no subscript`);
  }
}

function sizes(notation: Notation): number[] {
  if (notation.kind === 'number') return [notation.value.valueOf()];
  if (notation.kind === 'operation') return notation.of.flatMap(sizes);
  throw new Error(`${notation.kind} is no size`);
}

export function placesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (places, size) => places.flatMap((place) => Array.from({ length: size }, (_, at) => [...place, at])),
    [[]],
  );
}

function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((one, axis) => one + b[axis]);
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((one, axis) => one - b[axis]);
}

function sum(places: readonly (readonly number[])[], term: (place: readonly number[]) => number): number {
  return places.reduce((total, place) => total + term(place), 0);
}
