import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import type { EquationLine } from '../../src/document/block.ts';
import { Names } from '../../src/document/names.ts';
import { lawWithArrays, ruleWithArrays } from '../../src/document/operator-lines.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { simplify } from '../../src/index/simplify.ts';
import { entryCount } from '../../src/index/tensor.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { givenTensors } from '../../src/model/expansion.ts';
import { modelLaws } from '../../src/model/laws.ts';
import { readModel } from '../../src/model/read.ts';
import { latex } from '../../src/notation/latex.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { shownAxes } from '../../src/writing/entry-name.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';
import { lossVariations } from '../losses/example-models.ts';
import { readNotation } from '../notation/read-notation.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';
import { array, type Known, meaning, placesOf, type Whole } from './whole-arrays.ts';

/** A model with numbers, and what its arrays are. `probable` puts I between 0 and 1. */
function worked(text: string, probable = false) {
  const drawn = withNumbers(readModel(text, 'model.yaml', { treeOf }), 5);
  const model = {
    ...drawn,
    values: new Map(
      [...(drawn.values ?? [])].map(([name, { shape, data }]) => [
        name,
        { shape, data: probable && name === 'I' ? data.map((one) => one.abs().add(1).inverse()) : data },
      ]),
    ),
  };
  const evaluated = evaluateModel(model);
  const arrays = new Map<string, Whole>();
  for (const { name, shape } of givenTensors(model)) {
    const given = model.values?.get(name);
    const data = given?.data.map((one) => one.valueOf());
    if (data) arrays.set(name, squeezed(shape, data));
  }
  for (const [name, { shape, value }] of evaluated.outputs) arrays.set(name, squeezed(shape, value));
  return { model, names: new Names(model), evaluated, arrays };
}

/** Axes of one entry are not written. */
function squeezed(shape: readonly number[], data: ArrayLike<number>): Whole {
  return array(
    shownAxes(shape).map((axis) => shape[axis]),
    data,
  );
}

/**
 * Whether the right-hand sides of a line, read back from its LaTeX and worked out from the definitions in the table of notation, are the array on
 * its left. Returns how many were compared.
 */
function compared(
  { left, steps }: EquationLine,
  expected: Whole,
  arrays: Known['arrays'],
  of: string,
): number {
  const symbol = left.kind === 'derivative' ? left.by : left;
  const subscripts = symbol.kind === 'symbol' ? symbol.subscripts : [];
  // Left-hand sides such as x_{c,2i-1} speak of some entries only, as the law in index letters does.
  if (subscripts.some((one) => one.kind === 'sum')) return 0;
  for (const { right } of steps) {
    const printed = readNotation(latex(right));
    for (const place of placesOf(expected.shape)) {
      const letters = lettersAt(subscripts, place);
      const free = place
        .map((_, axis) => axis)
        .filter((axis) => !['symbol', 'number'].includes(subscripts[axis]?.kind));
      const made = meaning(printed, { arrays, letters, shape: free.map((axis) => expected.shape[axis]) });
      const ours = made.at(free.map((axis) => place[axis]));
      expect(ours, `${of} at ${place}`).toBeCloseTo(expected.at(place), 9);
    }
  }
  return steps.length;
}

/** Every law with whole arrays has the numbers of the gradient that the expanded model has. */
function compareLaws(text: string): number {
  const { model, names, evaluated, arrays } = worked(text);
  return modelLaws(model).reduce((count, law) => {
    const gradient = evaluated.gradients.get(law.of.name);
    const line = lawWithArrays(names, law);
    if (!line || !gradient || entryCount(law.of.shape) === 1) return count;
    const expected = squeezed(law.of.shape, gradient.value);
    return count + compared(line, expected, arrays, `d/d${law.of.name} of ${text}`);
  }, 0);
}

/** The law of a loss whose input is I itself, passed on as q. */
function compareLossLaw(text: string, probable: boolean): number {
  const { model, names, evaluated, arrays } = worked(text, probable);
  const [law] = modelLaws(model);
  const line = lawWithArrays(names, law);
  const gradient = evaluated.gradients.get('I');
  if (!line || !gradient) return 0;
  return compared(line, squeezed(law.of.shape, gradient.value), arrays, `d/dq of ${text}`);
}

/** Every rule with whole arrays has the numbers of the output that the expanded model has. */
function compareRules(text: string): number {
  const { model, names, evaluated, arrays } = worked(text);
  return model.steps.reduce((count, { output, definitions: [rule, ...others] }) => {
    const made = evaluated.outputs.get(output.name);
    // Of more than one rule each speaks of some entries only.
    const line = others.length === 0 ? ruleWithArrays(names, simplify(rule)) : undefined;
    if (!line || !made || names.isRenamed(output)) return count;
    return count + compared(line, squeezed(made.shape, made.value), arrays, `${output.name} of ${text}`);
  }, 0);
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
    let count = 0;
    for (const way of ways) {
      for (const batch of [undefined, 2]) {
        try {
          count += compareLaws(above({ [layer]: { out_channels: 2, ...way } }, shape, batch));
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
    expect(compareLaws(text)).toBeGreaterThan(0);
  });
});

describe('a rule and a law with whole arrays mean what the entries say', () => {
  const all = [...layers.values()].flatMap((layer) =>
    [layer.example, ...(variations[layer.name] ?? [])].flatMap((options) =>
      inputShapes.flatMap((shape) => {
        const text = modelAround(layer, options, shape);
        return fits(text) ? [[layer.name, text, layer.joins] as const] : [];
      }),
    ),
  );

  it.each(all)('for %s in %s', (_, text, joins) => {
    compareRules(text);
    // The gradient that arrives within such a model is no result that could be compared with.
    if (!joins) compareLaws(text);
  });

  it('of which there are many', () => {
    expect(all.reduce((count, [, text]) => count + compareRules(text), 0)).toBeGreaterThan(60);
  });

  it.each([...losses.values()])('for $name', ({ name, example }) => {
    for (const options of [example, ...(lossVariations[name] ?? [])]) {
      for (const batch of [undefined, 2]) {
        const text = JSON.stringify({
          input: { name: 'I', shape: [3], ...(batch && { batch }) },
          layers: [{ Dropout: { training: false, output: 'q' } }],
          loss: { [name]: options },
        });
        // A number stands beside arrays or for one in no form.
        const least = text.includes('lambda') || ['Mean', 'Sum'].includes(name) ? 0 : 1;
        expect(compareLossLaw(text, name === 'BCELoss'), text).toBeGreaterThanOrEqual(least);
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
