import { expect } from 'vitest';
import type { Evaluated } from '../../src/evaluate/evaluated.ts';
import type { NumberArray } from './case.ts';

/** Ours is PyTorch's: entry by entry within 1e-9 relative to the larger of 1 and its size; identical where exact. */
export function agrees(ours: Evaluated | undefined, theirs: NumberArray, exact: boolean, what: string): void {
  expect(ours?.shape, what).toEqual(theirs.shape);
  const values = Array.from(ours?.value ?? []);
  if (exact) {
    expect(values, what).toEqual(theirs.data);
    expect(ours?.exact?.map((value) => value.valueOf()), what).toEqual(theirs.data);
  } else {
    const far = values.flatMap((value, at) => (close(value, theirs.data[at]) ? [] : [[at, value, theirs.data[at]]]));
    expect(far, what).toEqual([]);
  }
}

export function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}
