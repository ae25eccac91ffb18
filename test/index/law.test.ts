import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../../src/index/expand.ts';
import { law } from '../../src/index/law.ts';
import { localDerivatives } from '../../src/index/local-derivative.ts';
import { simplify } from '../../src/index/simplify.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import { readModel } from '../../src/model/read.ts';
import { backwardStage } from '../../src/model/stage.ts';
import { randomModel } from '../verify/random-model.ts';

describe('the law of a parameter in index letters', () => {
  it('is the same expression, entry by entry, as reverse mode gives', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomModel, (text) => {
        const model = readModel(text, 'random.yaml');
        for (const step of model.steps) {
          const cotangent: Tensor = { name: 'delta', shape: step.output.shape, role: 'upstream' };
          for (const parameter of step.parameters) {
            const stage = backwardStage(parameter, [step], model.conventions);
            const entries = new Map([
              ...stage.symbols,
              [cotangent, stage.cotangents.get(step.output) ?? new Int32Array()] as const,
            ]);
            const definition = simplify(step.definitions[0]);
            const [local] = localDerivatives(definition).filter(({ by }) => by.tensor === parameter);
            const general = law(definition, local, cotangent, parameter);
            if (!general) throw new Error(`${parameter.name} has no law`);
            expect(Array.from(expand(stage.graph, [general], entries))).toEqual(Array.from(stage.gradient));
            compared++;
          }
        }
      }),
      { numRuns: 60, seed: 3 },
    );
    expect(compared).toBeGreaterThan(60);
  });
});
