import { expect } from 'vitest';
import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import { differing } from './differing.ts';

/** The same loss, outputs and gradients, in name, shape and number, to within 1e-9 relative. */
export function sameNumbers(found: EvaluatedJson, expected: EvaluatedJson): void {
  expect(differing(found, expected)).toBe(undefined);
}
