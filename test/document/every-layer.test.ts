import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { differentiable } from '../../src/model/expansion.ts';
import { readModel } from '../../src/model/read.ts';
import { inputShapes, modelAround } from '../layers/example-models.ts';
import { formats } from '../loaded.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';

/** A derivation with numbers as text, after KaTeX has read every formula of it. */
async function page(text: string, name: string, order: 1 | 2): Promise<string> {
  const model = withNumbers(readModel(text, name, { treeOf }), 2);
  const wrt = differentiable(model).map((tensor) => tensor.name);
  const document = await derivation(model, { wrt, order });
  await formats.html.write(document, assets);
  return String(await formats.md.write(document, assets));
}

describe('the derivation of a net with', () => {
  it.each(Object.entries(layers))('%s says what it does', async (name, layer) => {
    for (const batch of [undefined, 2]) {
      for (const shape of inputShapes) {
        try {
          readModel(modelAround(layer, layer.example, shape, batch), name, { treeOf });
        } catch (error) {
          if (error instanceof BadInput) continue;
          throw error;
        }
        const written = await page(modelAround(layer, layer.example, shape, batch), name, 1);
        expect(written).toContain('The model as one expression');
        expect(written).not.toMatch(/DISAGREES|gets (?:an)?other value/);
        expect(written).not.toMatch(/NaN|undefined/);
      }
    }
  });

  it.each(Object.entries(losses))('%s says what it does', async (name, { example }) => {
    for (const batch of [undefined, 2]) {
      const text = JSON.stringify({
        input: { name: 'I', shape: [2], ...(batch && { batch }) },
        layers: [{ Linear: { out_features: 2 } }, ...(name === 'BCELoss' ? ['Sigmoid'] : [])],
        loss: { [name]: example },
      });
      const written = await page(text, name, 2);
      expect(written).toContain('The second derivatives');
      expect(written).not.toMatch(/DISAGREES|gets (?:an)?other value/);
      expect(written).not.toMatch(/NaN|undefined/);
    }
  });
});
