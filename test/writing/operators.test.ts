import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { Names } from '../../src/document/names.ts';
import { lawWithArrays } from '../../src/document/operator-lines.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { entryCount } from '../../src/index/tensor.ts';
import { givenTensors } from '../../src/model/expansion.ts';
import { modelLaws } from '../../src/model/laws.ts';
import { readModel } from '../../src/model/read.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { shownAxes } from '../../src/writing/entry-name.ts';
import { withNumbers } from '../values-for.ts';
import { array, meaning, placesOf, type Whole } from './whole-arrays.ts';

/**
 * Every law with whole arrays, worked out from the definitions in the table of notation, has the numbers of the
 * gradient that the expanded model has. Returns how many right-hand sides were compared.
 */
function compare(text: string): number {
  const model = withNumbers(readModel(text, 'model.yaml'), 5);
  const names = new Names(model);
  const evaluated = evaluateModel(model);
  const squeezed = (shape: readonly number[], data: ArrayLike<number>): Whole =>
    array(
      shownAxes(shape).map((axis) => shape[axis]),
      data,
    );
  const arrays = new Map<string, Whole>();
  for (const tensor of givenTensors(model)) {
    const given = model.values?.get(tensor.name);
    if (given)
      arrays.set(
        tensor.name,
        squeezed(
          tensor.shape,
          given.data.map((one) => one.valueOf()),
        ),
      );
  }
  let compared = 0;
  for (const law of modelLaws(model)) {
    const gradient = evaluated.gradients.get(law.of.name);
    const line = lawWithArrays(names, law);
    if (!line || !gradient || entryCount(law.of.shape) === 1) continue;
    const left = squeezed(law.of.shape, gradient.value);
    const subscripts =
      line.left.kind === 'derivative' && line.left.by.kind === 'symbol' ? line.left.by.subscripts : [];
    // Left-hand sides such as x_{c,2i-1} speak of some entries only, as the law in index letters does.
    if (subscripts.some((one) => one.kind === 'sum')) continue;
    for (const { right } of line.steps) {
      for (const place of placesOf(left.shape)) {
        const letters = lettersAt(subscripts, place);
        const ours = meaning(right, { arrays, letters }).at(
          place.filter((_, axis) => subscripts[axis]?.kind !== 'symbol'),
        );
        expect(ours, `d/d${law.of.name} at ${place} of ${text}`).toBeCloseTo(left.at(place), 9);
      }
      compared++;
    }
  }
  return compared;
}

function lettersAt(subscripts: readonly Notation[], place: readonly number[]): Map<string, number> {
  return new Map(
    subscripts.flatMap((one, axis): [string, number][] =>
      one.kind === 'symbol' ? [[one.name, place[axis]]] : [],
    ),
  );
}

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
    let compared = 0;
    for (const way of ways) {
      for (const batch of [undefined, 2]) {
        try {
          compared += compare(above({ [layer]: { out_channels: 2, ...way } }, shape, batch));
        } catch (error) {
          // Some windows are larger than the image.
          if (!(error instanceof BadInput)) throw error;
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
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
    expect(compare(text)).toBeGreaterThan(0);
  });
});
