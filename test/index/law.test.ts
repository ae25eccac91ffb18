import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stageOf } from '../../src/document/stage.ts';
import { expand } from '../../src/index/expand.ts';
import { law } from '../../src/index/law.ts';
import { localDerivatives } from '../../src/index/local-derivative.ts';
import { simplify } from '../../src/index/simplify.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import { readModel } from '../../src/model/read.ts';
import { randomModel } from '../verify/random-model.ts';

describe('the law of a parameter in index letters', () => {
  it('is the same expression, entry by entry, as reverse mode gives', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomModel, (text) => {
        const model = readModel(text, 'random.yaml');
        for (const layer of model.layers) {
          const stage = stageOf(
            layer.definition,
            [layer.input, ...layer.parameters],
            layer.parameters,
            model.conventions,
          );
          const cotangent: Tensor = { name: 'delta', shape: layer.output.shape, role: 'upstream' };
          const entries = new Map([...stage.symbols, [cotangent, stage.cotangents ?? new Int32Array()]]);
          for (const parameter of layer.parameters) {
            const definition = simplify(layer.definition);
            const [local] = localDerivatives(definition).filter(({ by }) => by.tensor === parameter);
            const general = law(definition, local, cotangent, parameter);
            if (!general) throw new Error(`${parameter.name} has no law`);
            expect(Array.from(expand(stage.graph, general, entries))).toEqual(
              Array.from(stage.gradients.get(parameter) ?? []),
            );
            compared++;
          }
        }
      }),
      { numRuns: 60, seed: 3 },
    );
    expect(compared).toBeGreaterThan(60);
  });
});
