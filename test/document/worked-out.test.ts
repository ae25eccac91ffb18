import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { settingOf } from '../../src/document/setting.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { differentiable } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';
import type { NotationChoices } from '../../src/model/notation-choices.ts';
import { readModel } from '../../src/model/read.ts';
import { admitted } from '../admitted.ts';
import { examples } from '../examples.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';
import { lossModelText, lossVariations } from '../losses/example-models.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';
import { fitting } from './fitting.ts';
import { trueChains, workedOut } from './worked-out.ts';

/** Compares all sides that are known, and returns how many chains had at least two. */
async function compared(model: Model, width: number, order: 1 | 2 = 1): Promise<number> {
  const wrt = differentiable(model).map(({ name }) => name);
  const options = { wrt, width, detail: 'full', order } as const;
  const { blocks } = await derivation(model, { ...options, checked: false });
  const chains = workedOut(blocks, settingOf(model, options, model.notation), width, order);
  return trueChains(chains);
}

const ownNotations: readonly (readonly [string, NotationChoices])[] = [
  ['subscripts from 0', { base: 0 }],
  ['columns first', { order: 'column-row' }],
  ['a nabla', { gradient: 'nabla' }],
  [
    'all at once',
    {
      symbols: { L: '\\mathcal{L}', W: 'K', i: 'xi', delta: 'g' },
      tensors: 'bold',
      gradient: 'nabla',
      base: 0,
      order: 'column-row',
    },
  ],
];

describe('every equation, worked out from its LaTeX,', () => {
  const page = 39;
  const narrow = 22;
  const withValues = examples.filter(([, { random }]) => !random);

  it.each(withValues)('of %s is true', async (_, model) => {
    expect(await compared(model, page)).toBeGreaterThan(20);
    expect(await compared(model, narrow)).toBeGreaterThan(20);
  });

  it.each(ownNotations)('of every example is true with %s', async (_, notation) => {
    for (const [, model] of withValues)
      expect(await compared({ ...model, notation: fitting(model, notation) }, page)).toBeGreaterThan(20);
  });

  it.each(Object.entries(layers))('of %s is true', async (name, layer) => {
    let count = 0;
    for (const options of [layer.example, ...(variations[name] ?? [])])
      for (const shape of inputShapes) {
        const model = admitted(modelAround(layer, options, shape));
        if (model) count += await compared(withNumbers(model, 3), narrow);
      }
    expect(count).toBeGreaterThan(0);
  });

  it.each(Object.entries(losses))('of %s is true', async (name, { example }) => {
    for (const options of [example, ...(lossVariations[name] ?? [])])
      for (const batch of [undefined, 2]) {
        const model = readModel(lossModelText(name, options, batch), name, { treeOf });
        expect(await compared(withNumbers(model, 3), page, 2)).toBeGreaterThan(0);
      }
  });
});
