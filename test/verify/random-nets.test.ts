import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { symbolValues } from '../../src/evaluate/symbols.ts';
import { Kind } from '../../src/expr/graph.ts';
import { type TiePolicy, winner } from '../../src/expr/max.ts';
import { expandModel } from '../../src/model/expansion.ts';
import { readModel } from '../../src/model/read.ts';
import { agreesWithDifferences } from '../gradient-check.ts';
import { randomModel } from './random-model.ts';

describe('random networks', () => {
  it('have the gradient that central differences have, away from kinks and ties', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomModel, (text) => {
        const model = readModel(text, 'random.yaml');
        compared += agreesWithDifferences(model, text);
      }),
      { numRuns: 60, seed: 7 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('have the same exact values as floating-point values', () => {
    fc.assert(
      fc.property(randomModel, (text) => {
        const { loss, gradients } = evaluateModel(readModel(text, 'random.yaml'));
        for (const { value, exact } of [...(loss ? [loss] : []), ...gradients.values()]) {
          exact?.forEach((fraction, at) => {
            expect(Math.abs(fraction.valueOf() - value[at])).toBeLessThanOrEqual(
              1e-9 * Math.max(1, Math.abs(value[at])),
            );
          });
          expect(exact).not.toBeNull();
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it('have in every window of a maximum indicators that sum to 1, whatever the policy', () => {
    let windows = 0;
    fc.assert(
      fc.property(randomModel, fc.constantFrom<TiePolicy>('first', 'last', 'split'), (text, ties) => {
        const model = readModel(text, 'random.yaml');
        const expansion = expandModel(model);
        const { graph, objective } = expansion;
        const symbols = symbolValues(model, expansion, model.values ?? new Map());
        for (let node = 0; node <= objective; node++) {
          if (graph.kind(node) !== Kind.Max) continue;
          const shares = Array.from({ length: graph.arity(node) }, (_, which) =>
            winner(graph, node, which, ties),
          );
          const values = floatValues(graph, shares, (symbol) => symbols[symbol].valueOf());
          expect(shares.reduce((sum, share) => sum + values[share], 0)).toBeCloseTo(1, 12);
          windows++;
        }
      }),
      { numRuns: 150, seed: 13 },
    );
    expect(windows).toBeGreaterThan(100);
  });
});
