import { expect } from 'vitest';
import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';

/** The same loss, outputs and gradients, in name, shape and number, to within 1e-9 relative. */
export function sameNumbers(found: EvaluatedJson, expected: EvaluatedJson): void {
  expect(Object.keys(found)).toEqual(['loss', 'outputs', 'gradients']);
  expect(found.loss === null).toBe(expected.loss === null);
  if (found.loss && expected.loss) expect(found.loss.value).toSatisfy(near(expected.loss.value));
  for (const part of ['outputs', 'gradients'] as const) {
    expect(Object.keys(found[part])).toEqual(Object.keys(expected[part]));
    for (const [name, { shape, value }] of Object.entries(expected[part])) {
      expect(found[part][name].shape).toEqual(shape);
      const [ours, theirs] = [flat(value), flat(found[part][name].value)];
      expect(theirs.length, name).toBe(ours.length);
      for (const [at, number] of ours.entries())
        expect(theirs[at], `${name}, entry ${at}: ${theirs[at]} for ${number}`).toSatisfy(near(number));
    }
  }
}

function flat(value: unknown): number[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value as number];
}

/** Differences of larger numbers that nearly cancel are as good as those numbers. */
function near(expected: number): (found: number) => boolean {
  return (found) => Math.abs(found - expected) <= 1e-9 * Math.max(Math.abs(expected), 1e-3);
}
