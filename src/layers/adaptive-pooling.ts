import Fraction from 'fraction.js';
import * as z from 'zod';
import { type Affine, affine, letter } from '../index/affine.ts';
import {
  type Condition,
  type Entry,
  entry,
  type Formula,
  max,
  multiply,
  number,
  power,
  type Range,
  range,
  sum,
} from '../index/formula.ts';
import type { Layer } from './layer.ts';
import { type Dimensions, named, perAxis } from './option.ts';
import { pooledOver } from './pooling-layer.ts';
import { positionRanges, spatial } from './sliding-window.ts';

export interface AdaptiveOptions {
  readonly output_size: readonly number[];
}

/** One window: its letters, the entry under it, the conditions that bound it; `count` where all have as many entries. */
interface Window {
  readonly over: readonly Range[];
  readonly entry: Entry;
  readonly where: readonly Condition[];
  readonly count: number | undefined;
}

const innerLetters: Readonly<Record<Dimensions, readonly string[]>> = {
  1: ['m'],
  2: ['m', 'n'],
  3: ['l', 'm', 'n'],
};

/** Pooling to a wanted size: output i of Q covers the entries from floor(i N / Q) to ceil((i + 1) N / Q) of N. */
function adaptivePooling(
  name: string,
  summary: string,
  dimensions: Dimensions,
  pool: (window: Window) => Formula,
): Layer<AdaptiveOptions> {
  const options = z.strictObject({
    output_size: perAxis(dimensions, 1, 'Size of the output along each axis; 1 pools everything.'),
    ...named,
  });
  return {
    name,
    summary,
    symbol: 'p',
    dimensions,
    options,
    example: { output_size: 1 },
    shape: ({ output_size }, arriving) => {
      spatial(name, dimensions, arriving);
      return [arriving.input[0], ...output_size];
    },
    formula: ({ output_size }, { input, output }) => {
      const sizes = input.shape.slice(1);
      const outer = positionRanges(output_size);
      const inner = innerLetters[dimensions];
      const even = sizes.every((size, axis) => size % output_size[axis] === 0);
      const window: Window = even
        ? {
            over: sizes.map((size, axis) => range(inner[axis], size / output_size[axis])),
            entry: entry(
              input,
              letter('c'),
              ...sizes.map(
                (size, axis): Affine =>
                  affine(0, [outer[axis].letter, size / output_size[axis]], [inner[axis], 1]),
              ),
            ),
            where: [],
            count: sizes.reduce((product, size, axis) => product * (size / output_size[axis]), 1),
          }
        : {
            over: sizes.map((size, axis) => range(inner[axis], size)),
            entry: entry(input, letter('c'), ...inner.map(letter)),
            where: sizes.map((size, axis) =>
              covers(outer[axis].letter, inner[axis], size, output_size[axis]),
            ),
            count: undefined,
          };
      return [{ ...pooledOver(output), body: pool(window) }];
    },
  };
}

/**
 * floor(i N / Q) <= m < ceil((i + 1) N / Q), for whole numbers the same as i N < Q (m + 1) and Q m < (i + 1) N, which
 * is one condition: 0 <= Q m - N i + Q - 1 < N + Q - 1.
 */
function covers(outer: string, inner: string, size: number, wanted: number): Condition {
  return { value: affine(wanted - 1, [inner, wanted], [outer, -size]), below: size + wanted - 1 };
}

export function adaptiveAverage(name: string, dimensions: Dimensions): Layer<AdaptiveOptions> {
  const summary = 'each output is the mean of a window as large as it takes for the wanted number of outputs';
  return adaptivePooling(name, summary, dimensions, ({ over, entry: x, where, count }) => {
    const total = sum(over, x, where);
    return count === undefined
      ? multiply(total, power(sum(over, number(1), where), -1))
      : multiply(number(new Fraction(1, count)), total);
  });
}

export function adaptiveMaximum(name: string, dimensions: Dimensions): Layer<AdaptiveOptions> {
  const summary =
    'each output is the largest entry of a window as large as it takes for the wanted number of outputs';
  return adaptivePooling(name, summary, dimensions, ({ over, entry: x, where }) => max(over, x, where));
}
