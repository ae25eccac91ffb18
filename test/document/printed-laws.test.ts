import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/document/setting.ts';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { differentiable } from '../../src/model/expansion.ts';
import { admitted } from '../admitted.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';
import { lossModelText, lossVariations } from '../losses/example-models.ts';
import { withNumbers } from '../values-for.ts';
import { printedLaws } from './printed-laws.ts';
import { printedLocals } from './printed-locals.ts';

/** How many numbers of printed laws were compared; all are those of the gradients. */
function compared(text: string): number {
  const bare = admitted(text);
  if (!bare) return 0;
  const model = withNumbers(bare, 3);
  const setting = settingOf(model, { wrt: differentiable(model).map(({ name }) => name) });
  const { compared, differences, unread } = printedLaws(setting, analysisOf(model).laws(), 39);
  expect([...differences, ...unread], text).toEqual([]);
  return compared;
}

describe('every law, as it is printed, is the gradient entry by entry', () => {
  it.each(Object.entries(layers))('of %s', (name, layer) => {
    const count = [layer.example, ...(variations[name] ?? [])]
      .flatMap((options) => inputShapes.map((shape) => compared(modelAround(layer, options, shape))))
      .reduce((a, b) => a + b, 0);
    expect(count).toBeGreaterThan(0);
  });

  it.each(Object.entries(losses))('of %s', (name, { example }) => {
    const count = [example, ...(lossVariations[name] ?? [])]
      .flatMap((options) => [undefined, 2].map((batch) => compared(lossModelText(name, options, batch))))
      .reduce((a, b) => a + b, 0);
    expect(count).toBeGreaterThan(0);
  });
});

describe('every local derivative, as it is printed, is what the output changes by', () => {
  it.each(Object.entries(layers))('of %s', (name, layer) => {
    let count = 0;
    for (const options of [layer.example, ...(variations[name] ?? [])])
      for (const shape of inputShapes) {
        const bare = admitted(modelAround(layer, options, shape));
        if (!bare) continue;
        const model = withNumbers(bare, 3);
        const { compared, differences, unread } = printedLocals(settingOf(model, {}));
        expect(differences.slice(0, 3), JSON.stringify([options, shape])).toEqual([]);
        // An indicator does not say of which maximum it is where windows overlap.
        if (!name.includes('Max')) expect(unread).toEqual([]);
        count += compared;
      }
    if (!name.includes('Max')) expect(count).toBeGreaterThan(0);
  });
});
