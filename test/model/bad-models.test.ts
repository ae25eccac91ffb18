import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { readModel } from '../../src/model/read.ts';
import { treeOf } from '../tree-of.ts';
import { changes, good } from './bad-models.ts';

function refusal(text: string): string {
  try {
    readModel(text, 'model.yaml', { treeOf });
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a bad model', () => {
  it('is refused in one sentence with its place, word for word as in the golden file', async () => {
    const sentences = changes.map(([what, from, to]) => {
      expect(good).toContain(from);
      return `${what}\n  ${refusal(good.replace(from, to))}\n`;
    });
    await expect(sentences.join('')).toMatchFileSnapshot('../golden/bad-models.txt');
  });

  it.each([
    ['an empty file', '', 'model.yaml: the file is empty, expected a model with input, layers and loss.'],
    ['a list', '[1, 2]', 'model.yaml:1:1: found [1,2], expected a map with input, layers and loss.'],
    [
      'deep nesting',
      '['.repeat(100_000),
      'model.yaml: nested too deeply to be a model; at most 64 lists and maps may stand within each other.',
    ],
    [
      'aliases that multiply',
      [
        'a: &a0 [x, x]',
        ...Array.from({ length: 30 }, (_, at) => `b${at}: &a${at + 1} [*a${at}, *a${at}]`),
      ].join('\n'),
      'model.yaml: its aliases (*name) multiply without bound; write the values out.',
    ],
  ])('that is %s is refused', (_, text, message) => {
    expect(refusal(text)).toBe(message);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'may call things %s without harm',
    (name) => {
      expect(refusal(good.replace('AvgPool2d', name))).toContain(`unknown layer "${name}"`);
      expect(refusal(good.replace('title:', `${name}:`))).toContain(
        name === '__proto__' ? '' : `unknown option "${name}"`,
      );
      expect(refusal(good.replace('  y: 2', `  ${name}: 2`))).toContain(
        `there is no array "${name}" in this model`,
      );
    },
  );

  it('never meets anything but a sentence, whatever is done to it', () => {
    const pieces = fc.constantFrom(
      ...'[]{}:,-#&*!|>%@"\'\n\t 0129.eE/ynIW',
      'null',
      '<<',
      '!!js',
      '---',
      '&a',
      '*a',
      '.inf',
      '1e99',
    );
    const mutation = fc.tuple(fc.nat(good.length), fc.nat(12), fc.array(pieces, { maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const text = mutations.reduce(
          (whole, [at, length, put]) => whole.slice(0, at) + put.join('') + whole.slice(at + length),
          good,
        );
        expect(refusal(text)).not.toContain('\n');
      }),
      { numRuns: 3000, seed: 5 },
    );
  });
});
