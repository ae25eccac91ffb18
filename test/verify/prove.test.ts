import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { layers } from '../../src/layers/index.ts';
import { readModel } from '../../src/model/read.ts';
import { prove } from '../../src/verify/prove.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';
import { treeOf } from '../tree-of.ts';

describe.each([...layers.keys()])('the laws of %s', (name) => {
  it('are proved', () => {
    const layer = layers.get(name);
    if (!layer) throw new Error(name);
    for (const options of [layer.example, ...(variations[name] ?? [])]) {
      for (const shape of inputShapes) {
        const text = modelAround(layer, options, shape);
        let model: ReturnType<typeof readModel>;
        try {
          model = readModel(text, name, { treeOf });
        } catch (error) {
          if (error instanceof BadInput) continue;
          throw error;
        }
        for (const proof of prove(model)) {
          const what = `${text} ${proof.law.of.name}`;
          console.log(
            name,
            JSON.stringify(options),
            shape.join(),
            proof.law.of.name,
            proof.entries,
            JSON.stringify(proof.by),
            proof.undecided,
          );
          expect(proof.counterexample, what).toBeUndefined();
          expect(proof.undecided, what).toBe(0);
        }
      }
    }
  });
});
