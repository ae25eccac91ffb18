import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../src/model/read.ts';
import { prove } from '../../src/verify/prove.ts';
import { treeOf } from '../tree-of.ts';
import { randomModel } from '../verify/random-model.ts';

describe('the laws of random nets', () => {
  it('are, entry by entry, what reverse mode gives', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomModel, (text) => {
        for (const { law, entries, by } of prove(readModel(text, 'random.yaml'), undefined, 50_000).laws) {
          expect(by['same expression'] + by['normal form'], `${law.of.name} of ${text}`).toBe(entries);
          compared++;
        }
      }),
      { numRuns: 60, seed: 3 },
    );
    expect(compared).toBeGreaterThan(120);
  });
});

describe('the law of what nothing uses', () => {
  it('is 0', () => {
    const model = readModel(
      JSON.stringify({ layers: ['Tanh'], input: { shape: [2, 3] }, loss: { Expression: '(q - 1)^2' } }),
      'unused.json',
      { treeOf },
    );
    const { laws } = prove(model);
    expect(laws.map(({ law, entries, by }) => [law.of.name, entries, by['same expression']])).toEqual([
      ['a', 6, 6],
      ['I', 6, 6],
    ]);
  });
});
