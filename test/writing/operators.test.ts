import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { settingOf } from '../../src/document/setting.ts';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { differentiable } from '../../src/model/expansion.ts';
import { readModel } from '../../src/model/read.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';
import { lossVariations } from '../losses/example-models.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';
import { printedOperators } from './printed-operators.ts';

/** How many rules and laws with whole arrays were compared; all mean what the entries say. `probable` puts I between 0 and 1. */
function compared(text: string, probable = false): number {
  const drawn = withNumbers(readModel(text, 'model.yaml', { treeOf }), 5);
  const values = new Map(
    [...(drawn.values ?? [])].map(([name, { shape, data }]) => [
      name,
      { shape, data: probable && name === 'I' ? data.map((number) => number.abs().add(1).inverse()) : data },
    ]),
  );
  const model = { ...drawn, values };
  const setting = settingOf(model, { wrt: differentiable(model).map(({ name }) => name) });
  const { compared, differences, unread } = printedOperators(setting, analysisOf(model).laws());
  expect([...differences, ...unread], text).toEqual([]);
  return compared;
}

/** Layers whose rules and laws have no form with whole arrays, or one for some entries only. */
const withoutForm = ['AdaptiveMaxPool1d', 'AdaptiveMaxPool2d', 'Concat', 'LogSoftmax', 'LPPool2d', 'PReLU'];

const above = (layer: unknown, shape: readonly number[], batch?: number): string =>
  JSON.stringify({
    input: { name: 'x', shape, ...(batch && { batch }) },
    layers: [layer],
    upstream: 'delta',
  });

describe('a law with whole arrays means what the entries say', () => {
  const ways = [1, 2, 3].flatMap((kernel_size) =>
    [1, 2, 3].flatMap((stride) =>
      [0, 1, 2].flatMap((padding) => [1, 2].map((dilation) => ({ kernel_size, stride, padding, dilation }))),
    ),
  );

  it.each(['Conv1d', 'Conv2d', 'ConvTranspose2d'])('for %s, whichever way it slides', (layer) => {
    const shape = layer === 'Conv1d' ? [2, 7] : [2, 6, 5];
    let count = 0;
    for (const way of ways) {
      for (const batch of [undefined, 2]) {
        try {
          count += compared(above({ [layer]: { out_channels: 2, ...way } }, shape, batch));
        } catch (error) {
          // Some windows are larger than the image.
          if (!(error instanceof BadInput)) throw error;
        }
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  it.each([
    [
      'a convolution with another size, stride and padding along each axis',
      above({ Conv2d: { out_channels: 2, kernel_size: [2, 3], stride: [1, 2], padding: [1, 0] } }, [2, 5, 6]),
    ],
    ['average pooling', above({ AvgPool2d: { kernel_size: [2, 3] } }, [2, 4, 6])],
    ['a dense layer', above({ Linear: { out_features: 3 } }, [4])],
    ['a dense layer over a batch', above({ Linear: { out_features: 3 } }, [4], 5)],
    ['ReLU', above('ReLU', [2, 3, 3])],
    ['a filter of one entry', above({ Conv2d: { out_channels: 3, kernel_size: 1 } }, [2, 3, 3])],
  ])('for %s', (_, text) => {
    expect(compared(text)).toBeGreaterThan(0);
  });
});

describe('a rule and a law with whole arrays mean what the entries say', () => {
  it.each(Object.entries(layers))('for %s', (name, layer) => {
    const texts = [layer.example, ...(variations[name] ?? [])].flatMap((options) =>
      inputShapes.map((shape) => modelAround(layer, options, shape)).filter(fits),
    );
    const count = texts.reduce((sofar, text) => sofar + compared(text), 0);
    if (!withoutForm.includes(name)) expect(count).toBeGreaterThan(0);
  });

  it.each(Object.values(losses))('for $name', ({ name, example }) => {
    for (const options of [example, ...(lossVariations[name] ?? [])]) {
      for (const batch of [undefined, 2]) {
        const text = JSON.stringify({
          input: { name: 'I', shape: [3], ...(batch && { batch }) },
          layers: [{ Dropout: { training: false, output: 'q' } }],
          loss: { [name]: options },
        });
        // A number stands beside arrays or for one in no form.
        const least = text.includes('lambda') || ['Mean', 'Sum'].includes(name) ? 0 : 1;
        expect(compared(text, name === 'BCELoss'), text).toBeGreaterThanOrEqual(least);
      }
    }
  });
});

function fits(text: string): boolean {
  try {
    readModel(text, 'model.yaml', { treeOf });
    return true;
  } catch (error) {
    if (error instanceof BadInput) return false;
    throw error;
  }
}
