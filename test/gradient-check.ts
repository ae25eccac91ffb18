import { expect } from 'vitest';
import type { Model } from '../src/model/model.ts';
import { estimated, isNear } from './estimated.ts';

/** The gradient by every third entry is what central differences say, except at kinks; returns how many were compared. */
export function agreesWithDifferences(model: Model, what: string): number {
  const all = estimated(model);
  expect(
    all.filter((one) => !isNear(one)),
    what,
  ).toEqual([]);
  return all.length;
}
