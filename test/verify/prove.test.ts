import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { optionsOf } from '../../src/model/options-of.ts';
import { readModel } from '../../src/model/read.ts';
import { holds, type Proofs, prove } from '../../src/verify/prove.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';
import { treeOf } from '../tree-of.ts';

/**
 * Nothing undecided, no counterexample; each law proved, and composed at least tested so that an error has next to no
 * chance: over a whole normalization the normal forms grow too long.
 */
function demandProved(proofs: Proofs, what: string): void {
  for (const { law, bound, counterexample, undecided } of [...proofs.laws, ...proofs.whole]) {
    const said = `${law.of.name} of ${what}`;
    expect(counterexample, said).toBeUndefined();
    expect(undecided, said).toBe(0);
    expect(bound, said).toBeLessThan(1e-12);
  }
  for (const { law, entries, by } of proofs.laws)
    expect(by['same expression'] + by['normal form'], `${law.of.name} of ${what}`).toBe(entries);
  expect(holds(proofs)).toBe(true);
}

/** The proofs of a model, or undefined where its layer does not take this input. */
function proofsOf(text: string): Proofs | undefined {
  try {
    const model = readModel(text, 'model.yaml', { treeOf });
    return prove(model, undefined, 50_000);
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

describe('the laws of every layer are proved, at every size and with every option of its examples', () => {
  it.each(Object.keys(layers))('%s', (name) => {
    const layer = layers[name];
    let proved = 0;
    for (const options of [layer.example, ...(variations[name] ?? [])]) {
      for (const shape of inputShapes) {
        for (const batch of [undefined, 2]) {
          const text = modelAround(layer, options, shape, batch);
          const proofs = proofsOf(text);
          if (!proofs) continue;
          demandProved(proofs, text);
          proved++;
        }
      }
    }
    expect(proved).toBeGreaterThan(0);
  });
});

describe('the laws of sliding windows are proved for every way to slide', () => {
  const sizes = [1, 2, 3];
  const ways = sizes.flatMap((kernel_size) =>
    sizes.flatMap((stride) =>
      [0, 1].flatMap((padding) => [1, 2].map((dilation) => ({ kernel_size, stride, padding, dilation }))),
    ),
  );

  it.each([
    ['Conv2d', { out_channels: 2, groups: 2 }],
    ['Conv2d', { out_channels: 2, groups: 1 }],
    ['ConvTranspose2d', { out_channels: 2 }],
    ['MaxPool2d', {}],
    ['AvgPool2d', {}],
  ] as const)('%s %j', (name, more) => {
    let proved = 0;
    for (const { dilation, ...way } of ways) {
      const options = name === 'AvgPool2d' ? way : { ...way, dilation };
      const text = JSON.stringify({
        input: { name: 'x', shape: [2, 5, 6] },
        layers: [{ [name]: { ...options, ...more } }],
        upstream: 'delta',
      });
      const proofs = proofsOf(text);
      if (!proofs) continue;
      demandProved(proofs, text);
      proved++;
    }
    expect(proved).toBeGreaterThan(10);
  });
});

describe('the laws of every loss are proved, with what is below it', () => {
  it.each(Object.entries(losses))('%s', (name, { example, options }) => {
    const reduces = optionsOf(options).some((option) => option.name === 'reduction');
    let proved = 0;
    for (const more of reduces ? [{ reduction: 'mean' }, { reduction: 'sum' }] : [{}]) {
      for (const batch of [undefined, 3]) {
        const text = JSON.stringify({
          input: { name: 'a', shape: [4], ...(batch && { batch }) },
          // A formula given as text speaks of single numbers.
          layers: [
            { Linear: { out_features: name === 'Expression' ? 1 : 3, output: 'o' } },
            { Sigmoid: { output: 'x' } },
          ],
          loss: { [name]: { ...example, ...more } },
          regularize: { l2: 'lambda' },
        });
        const proofs = proofsOf(text);
        if (!proofs) continue;
        demandProved(proofs, text);
        proved++;
      }
    }
    expect(proved).toBeGreaterThan(0);
  });
});

it('the law of cross entropy with probabilities keeps the letters of its two sums apart', () => {
  const text = JSON.stringify({
    input: { name: 'x', shape: [3] },
    layers: [{ Linear: { out_features: 3 } }],
    loss: 'CrossEntropyLoss',
    values: {
      x: [1, 2, 3],
      W: [
        [1, 0, 2],
        [0, 1, 0],
        [1, 1, 1],
      ],
      b: [0, 0, 0],
      y: ['1/2', '1/4', '1/4'],
    },
  });
  demandProved(prove(readModel(text, 'model.yaml', { treeOf })), text);
});
