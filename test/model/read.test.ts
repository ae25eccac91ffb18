import { describe, expect, it } from 'vitest';
import { nearestDouble } from '../../src/expr/nearest-double.ts';
import { readModel } from '../../src/model/read.ts';
import { exactNumber } from '../../src/values/exact-number.ts';
import { readValues } from '../../src/values/index.ts';
import { good } from './bad-models.ts';

function double(text: string): number | undefined {
  const exact = exactNumber(text);
  return exact && nearestDouble(exact);
}

describe('a model file', () => {
  it.each([
    ['2', '2'],
    ['-7', '-7'],
    ['0.1', '1/10'],
    ['.5', '1/2'],
    ['1/2', '1/2'],
    ['-3/4', '-3/4'],
    ['1e-3', '1/1000'],
    ['2.5E2', '250'],
    ['+4', '4'],
  ])('means exactly %s by %s', (text, exact) => {
    expect(exactNumber(text)?.toFraction()).toBe(exact);
  });

  it.each(['', 'two', '1/0', '.nan', '.inf', '1e401', '0x10', '1 2', '--1', '1e', '9'.repeat(1001)])(
    'finds no number in %j',
    (text) => {
      expect(exactNumber(text)).toBeUndefined();
    },
  );

  it('keeps the largest and the smallest doubles', () => {
    expect(double('1.7976931348623157e308')).toBe(Number.MAX_VALUE);
    expect(double('5e-324')).toBe(Number.MIN_VALUE);
  });

  it('may leave out axes of size 1, or write them', () => {
    const written = good
      .replace('[[1, 2, 0], [0, 1, 3], [2, 1, 1]]', '[[[1, 2, 0], [0, 1, 3], [2, 1, 1]]]')
      .replace('[[1, -1], [1/2, 0]]', '[[[[1, -1], [1/2, 0]]]]')
      .replace('y: 2', 'y: [2]');
    expect(readModel(written, 'a').values).toEqual(readModel(good, 'b').values);
  });

  it('may be JSON', () => {
    const model = readModel(
      '{"input": {"name": "x", "shape": [2]}, "layers": [{"Linear": {"out_features": 1}}], "loss": "Sum"}',
      'm.json',
    );
    expect(model.steps[0].parameters.map(({ name, shape }) => [name, shape])).toEqual([
      ['W', [1, 2]],
      ['b', [1]],
    ]);
  });

  it('numbers the names that several layers share', () => {
    const model = readModel(
      `
input: { shape: [6, 6] }
layers: [Conv2d: { kernel_size: 3 }, ReLU, MaxPool2d: { kernel_size: 2 }, Flatten, Linear: { out_features: 3 }, ReLU]
loss: Mean
`,
      'model.yaml',
    );
    expect(model.steps.map(({ output }) => output.name)).toEqual(['o1', 'a1', 'p', 'v', 'o2', 'a2']);
    expect(model.steps.flatMap(({ parameters }) => parameters.map(({ name }) => name))).toEqual([
      'W1',
      'b1',
      'W2',
      'b2',
    ]);
  });

  it('may name a file of values beside it', () => {
    const [head] = good.split('values:');
    const open = (json: string) => (name: string) => readValues(new TextEncoder().encode(json), name);
    const whole = open('{"I": [[1,2,0],[0,1,3],[2,1,1]], "W": [[1,-1],["1/2",0]], "y": 2}');
    expect(readModel(`${head}values: numbers.json\n`, 'model.yaml', { open: whole }).values).toEqual(
      readModel(good, 'b').values,
    );
    const wrong = open('{"I": 1, "W": 1, "y": 1}');
    expect(() => readModel(`${head}values: numbers.json\n`, 'model.yaml', { open: wrong })).toThrow(
      'numbers.json:1:7: I: found a single number, expected 3 × 3 numbers.',
    );
  });
});
