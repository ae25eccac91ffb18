import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { evaluatedText } from '../../src/evaluate/evaluated-text.ts';
import { layers } from '../../src/layers/index.ts';
import { readModel } from '../../src/model/read.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';

const model = (shape: string, said: string, loss = 'Sum') =>
  withNumbers(
    readModel(`input: { name: x, shape: ${shape} }\nlayers: [ ${said} ]\nloss: ${loss}\n`, 'm.yaml', {
      treeOf,
    }),
    1,
  );

/** Which entries of a softmax add up to 1: so many, so far apart. */
function runs(shape: string, said: string): { length: number; apart: number } {
  const value = [...(evaluateModel(model(shape, said)).outputs.get('s')?.value ?? [])];
  for (let length = 2; length <= value.length; length++)
    for (let apart = 1; apart * length <= value.length; apart++) {
      const sum = (start: number) =>
        Array.from({ length }, (_, at) => value[start + at * apart]).reduce((a, b) => a + b);
      const starts = value.flatMap((_, at) => (Math.floor(at / apart) % length === 0 ? [at] : []));
      if (value.length % (apart * length) === 0 && starts.every((start) => Math.abs(sum(start) - 1) < 1e-12))
        return { length, apart };
    }
  throw new Error('no run adds up to 1');
}

describe('dim counts the axes that the author wrote', () => {
  it.each([
    ['[2, 3]', 'Softmax: { dim: 0, output: s }', { length: 2, apart: 3 }],
    ['[2, 3]', 'Softmax: { dim: 1, output: s }', { length: 3, apart: 1 }],
    ['[2, 3]', 'Softmax: { dim: -2, output: s }', { length: 2, apart: 3 }],
    ['[2, 3]', 'Softmax: { output: s }', { length: 2, apart: 3 }],
    ['[2, 3], batch: 5', 'Softmax: { dim: 1, output: s }', { length: 2, apart: 3 }],
    ['[2, 3], batch: 5', 'Softmax: { dim: 2, output: s }', { length: 3, apart: 1 }],
    ['[4, 6]', 'MaxPool2d: { kernel_size: 2 }, Softmax: { dim: 1, output: s }', { length: 3, apart: 1 }],
    ['[4, 6]', 'ReLU, BatchNorm2d, Softmax: { dim: 0, output: s }', { length: 4, apart: 6 }],
    // The filters of a convolution are channels, which its output has.
    [
      '[3, 4]',
      'Conv2d: { kernel_size: 2, out_channels: 5 }, Softmax: { dim: 0, output: s }',
      { length: 5, apart: 6 },
    ],
    ['[1, 2, 3]', 'Softmax: { dim: 2, output: s }', { length: 3, apart: 1 }],
  ])('of %s: %s', (shape, said, expected) => {
    expect(runs(shape, said)).toEqual(expected);
  });

  it.each([
    ['[2, 3]', 'Concat: { input: [x, x], dim: 1, output: s }', '2 × 6'],
    ['[2, 3]', 'Concat: { input: [x, x], dim: 0, output: s }', '4 × 3'],
    // Channels, if nothing is said.
    ['[2, 3]', 'Concat: { input: [x, x], output: s }', '2 × 2 × 3'],
    ['[2, 3], batch: 2', 'Concat: { input: [x, x], dim: 2, output: s }', '2 × 2 × 6'],
  ])('of %s: %s gives %s', (shape, said, expected) => {
    expect(evaluatedText(evaluateModel(model(shape, said)))).toContain(`\ns (${expected})\n`);
  });

  it('of a loss over classes', () => {
    const { objective } = model('[2, 3]', 'LogSoftmax: { dim: 0 }', '{ NLLLoss: { target: y } }');
    expect(objective.kind === 'loss' && objective.targetValues?.expected).toBe('a class from 0 to 1');
  });
});

describe('no sentence shows an axis that nobody wrote', () => {
  it.each([
    [
      '[2, 3]',
      'Linear: { out_features: 2 }',
      'm.yaml:2:11: layers[0]: Linear needs a vector, but [2, 3] arrives; put Flatten before it.',
    ],
    [
      '[2, 3]',
      'Softmax: { dim: 2 }',
      'm.yaml:2:11: layers[0]: Softmax found dim 2, expected one from -2 to 1: what arrives has 2 axes.',
    ],
    [
      '[2, 3], batch: 4',
      'Softmax: { dim: 0 }',
      'm.yaml:2:11: layers[0]: Softmax found dim 0, which is the batch axis, expected an axis of the samples.',
    ],
    [
      '[4, 4]',
      'MaxPool2d: { kernel_size: 2, output: p }, Add: { input: [x, p] }',
      'm.yaml:2:53: layers[1]: Add needs inputs of one shape, but [4, 4] and [2, 2] arrive.',
    ],
    [
      '[4, 4]',
      'MaxPool2d: { kernel_size: 2, output: p }, Concat: { input: [x, p] }',
      'm.yaml:2:53: layers[1]: Concat needs inputs that differ in their channels only, but [4, 4] and [2, 2] arrive.',
    ],
    [
      '[4, 4]',
      'MaxPool2d: { kernel_size: 2, output: p }, Concat: { input: [x, p], dim: -1 }',
      'm.yaml:2:53: layers[1]: Concat needs inputs that differ along axis -1 only, but [4, 4] and [2, 2] arrive.',
    ],
    [
      '[4, 4]',
      'Conv2d: { kernel_size: 2, out_channels: 2, output: o }, Add: { input: [x, o] }',
      'm.yaml:2:67: layers[1]: Add needs inputs of one shape, but [4, 4] and [2, 3, 3] arrive.',
    ],
    [
      '[2, 3]',
      'LayerNorm: { normalized_shape: 2 }',
      'm.yaml:2:11: layers[0]: LayerNorm found normalized_shape [2], expected the sizes of the last axes of what arrives, [2, 3].',
    ],
  ])('of %s: %s', (shape, said, sentence) => {
    const text = `input: { name: x, shape: ${shape} }\nlayers: [ ${said} ]\nloss: Sum\n`;
    expect(() => readModel(text, 'm.yaml', { treeOf })).toThrow(sentence);
  });

  it.each(Object.entries(layers))(
    'nor does that of %s, after a window that keeps it hidden',
    (name, { example }) => {
      const text = `input: { shape: [7, 8] }\nlayers: [ AvgPool2d: { kernel_size: 1 }, ${name}: ${JSON.stringify(example)} ]\nloss: Sum\n`;
      let said = '';
      try {
        readModel(text, 'm.yaml', { treeOf });
      } catch (error) {
        said = String(error);
      }
      expect(said).not.toContain('[1, ');
    },
  );
});
