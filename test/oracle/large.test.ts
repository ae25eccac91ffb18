import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineOptions } from '../../src/engine/engine.ts';
import { evaluateByProgram } from '../../src/evaluate/by-program.ts';
import { entryCount } from '../../src/index/tensor.ts';
import { fits } from '../../src/model/limit.ts';
import { readModel } from '../../src/model/read.ts';

interface LargeCase {
  readonly title: string;
  readonly model: unknown;
  readonly arrays: Readonly<Record<string, readonly number[]>>;
  readonly target: number;
  readonly loss: number;
  readonly gradients: Readonly<
    Record<string, { readonly norm: number; readonly entries: readonly (readonly [place: number, value: number])[] }>
  >;
}

const { cases }: { cases: readonly LargeCase[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'large_cases.json'), 'utf8'),
);

/** The numbers of an array, as large_cases.py has them. */
function numbers(array: number, shape: readonly number[]): Float64Array {
  const fan = shape.length > 1 ? entryCount(shape.slice(1)) : 4;
  return Float64Array.from({ length: entryCount(shape) }, (_, place) => {
    const drawn = (place * 7919 + (array + 1) * 104729 + ((place * place) % 8191) * 31) % 65537;
    return (drawn / 32768.5 - 1) / Math.sqrt(fan);
  });
}

describe.each(cases)('$title', ({ model: said, arrays, target, loss, gradients }) => {
  const values = Object.fromEntries(
    Object.entries(arrays).map(([name, shape], at) => [name, nested([...numbers(at, shape)], shape)]),
  );
  const text = JSON.stringify({ ...Object(said), values: { ...values, y: target } });
  const model = readModel(text, 'large.json', { anySize: true });

  it.each<[string, EngineOptions]>([
    ['by kernels', {}],
    ['by kernels in JavaScript', { kernels: 'plain' }],
    ['by loops alone', { few: Number.POSITIVE_INFINITY }],
  ])('has the loss and the gradients that PyTorch has, %s', (_, options) => {
    expect(fits(model)).toBe(false);
    const evaluated = evaluateByProgram(model, undefined, options);
    expect(evaluated.loss?.value[0]).toBeCloseTo(loss, 12);
    for (const [name, { norm, entries }] of Object.entries(gradients)) {
      const found = evaluated.gradients.get(name)?.value ?? new Float64Array();
      expect(Math.sqrt(found.reduce((sum, value) => sum + value * value, 0)) / norm, name).toBeCloseTo(1, 11);
      for (const [place, value] of entries)
        expect(Math.abs(found[place] - value), `${name} ${place}`).toBeLessThan(1e-11 * norm);
    }
  });
});

function nested(entries: readonly number[], [size, ...sizes]: readonly number[]): unknown {
  if (size === undefined) return entries[0];
  const step = entries.length / size;
  return Array.from({ length: size }, (_, at) => nested(entries.slice(at * step, (at + 1) * step), sizes));
}
