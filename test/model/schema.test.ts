import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { modelSchema } from '../../src/model/schema.ts';
import { worksheetSchema } from '../../src/worksheet/section.ts';
import { examples } from '../examples.ts';

const validate = new Ajv2020({ strict: false }).compile(modelSchema(worksheetSchema()));
const seed = {
  input: { shape: [3, 3] },
  layers: [{ Conv2d: { kernel_size: 2 } }],
  loss: 'Sum',
};

describe('the JSON Schema of model files', () => {
  it.each(examples)('accepts %s', (name) => {
    const text = readFileSync(join(import.meta.dirname, '../../templates', `${name}.yaml`), 'utf8');
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['a formula alone', { ...seed, layers: [{ Expression: 'x^2' }], loss: { Expression: '(h - y)^2' } }],
    ['files of values', { ...seed, values: ['weights.npz', { I: 'image.npy' }] }],
    [
      'a batch and a regularization',
      { ...seed, input: { shape: [3], batch: 2 }, regularize: { l2: 'lambda' } },
    ],
    [
      'numbers that are drawn',
      {
        ...seed,
        values: {
          I: { random: 'integers', from: -2, to: 3 },
          W: [
            [1, 2],
            [0, 1],
          ],
        },
        worksheet: { exercises: ['gradient'] },
      },
    ],
    [
      'a worksheet with all that it may say',
      {
        ...seed,
        worksheet: {
          title: 'Monday',
          exercises: ['outputs', { gradient: { points: 2, space: 4 } }],
          numbers: { largest: 50, denominator: 6, ties: 'any', zeros: 'any' },
          hints: true,
          rate: '1/2',
          decimals: 2,
        },
      },
    ],
    ['a fraction as text', { ...seed, layers: [{ LeakyReLU: { negative_slope: '1/3' } }] }],
  ])('accepts %s', (_, model) => {
    expect(validate(model), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['an unknown layer', { ...seed, layers: ['Conv9d'] }],
    ['an unknown option', { ...seed, layers: [{ Conv2d: { kernel_size: 2, kernel: 3 } }] }],
    ['a kernel of size 0', { ...seed, layers: [{ Conv2d: { kernel_size: 0 } }] }],
    ['a missing option', { ...seed, layers: ['Conv2d'] }],
    ['a missing shape', { ...seed, input: {} }],
    ['a loss and an upstream gradient', { ...seed, upstream: 'delta' }],
    ['neither', { input: seed.input, layers: seed.layers }],
    ['an unknown exercise', { ...seed, worksheet: { exercises: ['gradients'] } }],
    ['a wish that there is not', { ...seed, worksheet: { numbers: { smallest: 1 } } }],
    ['points below 0', { ...seed, worksheet: { exercises: [{ sum: { points: -1 } }] } }],
    ['an unknown key', { ...seed, colour: 'red' }],
  ])('rejects %s', (_, model) => {
    expect(validate(model)).toBe(false);
  });

  it('knows every layer and loss by name', () => {
    const text = JSON.stringify(modelSchema());
    for (const name of [...Object.keys(layers), ...Object.keys(losses)]) expect(text).toContain(`"${name}"`);
  });
});
