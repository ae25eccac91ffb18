import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/answers/read-answer.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { evaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import { writeSafetensors } from '../../src/values/write-safetensors.ts';
import { example } from '../examples.ts';
import { treeOf } from '../tree-of.ts';
import { bytes, lesson, numbered, read, summary, twoLayers } from './reading.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../values/fixtures', name));
const square = 'gradient W [2, 2]: 1, 1/2, -3, (p I[1,1])';

describe('the same answer', () => {
  it.each([
    ['a.json', '{"W": [[1, "1/2"], [-3, "p I_11"]]}'],
    ['a.json', '[[1, "1/2"], [-3, "p I_11"]]'],
    ['a.json', '{"gradients": {"W": [[1, "1/2"], [-3, "p I_11"]]}}'],
    [
      'a.json',
      '{"gradients": {"W": {"shape": [2, 2], "exact": [["1", "1/2"], ["-3", "p I_11"]], "value": []}}}',
    ],
    ['a.yaml', 'dL/dW:\n  - [1, 1/2]\n  - [-3, p I_11]\n'],
    ['a.yml', 'W: [[1, 1/2], [-3, p*I_11]]'],
    ['a.csv', '1,1/2\n-3,p I_11\n'],
    ['a.txt', '1, 1/2\n-3, p I_11'],
    ['a.txt', '1 & 1/2 \\\\ -3 & p I_{11}'],
    ['a.txt', 'W = [[1, 1/2], [-3, p I_11]]'],
    ['a.txt', 'W: [[1, 1/2],\n    [-3, p I_11]]'],
    ['a.txt', '# by hand\nW =\n  1   1/2\n  -3   p I_11\n'],
    ['a.txt', '∇W := [1, 1/2; -3, p I_11];'],
    ['-', '{"W": [[1, "1/2"], [-3, "p I_11"]]}'],
    ['-', 'W:\n  - [1, 1/2]\n  - [-3, p I_11]\n'],
    ['-', 'dW = tensor([[1, 1/2], [-3, p I_11]], requires_grad=True)'],
    ['a.tex', '\\begin{pmatrix} 1 & \\frac12 \\\\ -3 & p I_{11} \\end{pmatrix}'],
    [
      'a.tex',
      '\\frac{\\partial L}{\\partial W} = \\begin{bmatrix} 1 & \\frac12 \\\\[4pt] -3 & p I_{11} \\\\ \\end{bmatrix}.',
    ],
    [
      'a.tex',
      '$$\\nabla_W L =\n\\left( \\begin{array}{cc} 1 & \\frac12 \\\\ -3 & p I_{11} \\end{array} \\right)$$',
    ],
    [
      'a.tex',
      '\\[\\begin{aligned} \\partial L/\\partial W &= \\begin{matrix} 1 & \\frac12 \\\\ -3 & p I_{11} \\end{matrix} \\end{aligned}\\]',
    ],
  ])('is read from %s: %j', async (file, text) => {
    expect(summary(await read(text, file))).toEqual([square]);
  });
});

describe('entries by name', () => {
  it.each([
    ['a.yaml', 'dW_11: 1\n"dL/dW_{2,1}": -3\n'],
    ['a.json', '{"dW_11": 1, "W[2,1]": "-3"}'],
    ['a.txt', 'dW_11 = 1\n\ndW_21 = -3;'],
    [
      'a.tex',
      '\\begin{align*} \\frac{\\partial L}{\\partial W_{11}} &= 1 \\\\ \\frac{\\partial L}{\\partial W_{21}} &= -3 \\end{align*}',
    ],
  ])('leave the others open: %s', async (file, text) => {
    expect(summary(await read(text, file))).toEqual(['gradient W [1, 1, 2, 2]: 1, ?, -3, ?']);
  });

  it('take a mixed number, a decimal comma and a product with spaces', async () => {
    const text = 'dW_11 = -1 1/2\ndW_12 = 0,33\ndW_21 = p I_11';
    expect(summary(await read(text))).toEqual([
      'gradient W [1, 1, 2, 2]: -3/2, 33/100 ± 1/200 (2), (p I[1,1]), ?',
    ]);
  });
});

describe('a name of an array', () => {
  it.each([
    [
      'gradient W',
      [
        'W',
        'dW',
        'dL/dW',
        'dL_dW',
        'grad_W',
        'W_grad',
        'W.grad',
        '∂L/∂W',
        'nabla_W',
        '∇W',
        '∇_W L',
        '\\nabla_{W} L',
        '\\frac{\\partial L}{\\partial W}',
        '\\dfrac{\\mathrm{d}L}{\\mathrm{d}W}',
        '\\partial L/\\partial W',
        'd L / d W',
        'grad(W)',
        '\\mathbf{W}',
      ],
    ],
    ['gradient o', ['dL/do', 'do', 'delta', 'δ', '\\delta', '∂L/∂o', 'o.grad']],
    ['value o', ['o']],
    ['update W', ["W'", 'W_new', 'W+', 'W^{new}', 'W_{\\text{new}}', 'W^+', 'W′']],
  ])('means the %s', async (expected, names) => {
    for (const name of names) {
      const { arrays } = await read(
        JSON.stringify({
          [name]: [
            [1, 2],
            [3, 4],
          ],
        }),
        'a.json',
      );
      expect([name, `${arrays[0].about.kind} ${arrays[0].about.tensor.name}`]).toEqual([name, expected]);
    }
  });

  it.each([
    ['L', 'value L'],
    ['loss', 'value L'],
    ['delta1', 'gradient z'],
    ['δ_2', 'gradient q'],
    ['q', 'value q'],
  ])('%s means the %s', async (name, expected) => {
    const { arrays } = await read(`${name} = 3`, 'a.txt', twoLayers);
    expect(`${arrays[0].about.kind} ${arrays[0].about.tensor.name}`).toBe(expected);
  });

  it.each(['conv1.weight', 'conv1.weight.grad', 'conv1_weight', 'dL/dconv1_weight'])(
    'may be PyTorch’s: %s',
    async (name) => {
      const answer = await read(
        JSON.stringify({ [name]: [[1, 2, 3, 4, 5, 6, 7, 8, 9]] }),
        'a.json',
        numbered,
      );
      expect(answer.arrays[0].about).toMatchObject({ kind: 'gradient', tensor: { name: 'conv1_weight' } });
    },
  );

  it('groups gradients and values', async () => {
    const text =
      '{"gradients": {"W": [[1, 2], [3, 4]], "o": [[1, 2], [3, 4]]}, "outputs": {"o": [[1, 2], [3, 4]]}}';
    const { arrays } = await read(text, 'a.json');
    expect(arrays.map(({ about }) => `${about.kind} ${about.tensor.name}`)).toEqual([
      'gradient W',
      'gradient o',
      'value o',
    ]);
  });
});

describe('an array without a name', () => {
  it('is about the only parameter, or what --of says', async () => {
    expect(summary(await read('1 2\n3 4'))).toEqual(['gradient W [2, 2]: 1, 2, 3, 4']);
    expect(summary(await read('1 2\n3 4', 'a.txt', lesson, 'dL/do'))).toEqual([
      'gradient o [2, 2]: 1, 2, 3, 4',
    ]);
    expect(summary(await read('3', 'a.txt', lesson, 'p'))).toEqual(['value p []: 3']);
  });

  it('is else about what has its size, in this order of axes or another', async () => {
    const about = async (text: string) => (await read(text, 'a.txt', twoLayers)).arrays[0].about.tensor.name;
    expect(await about('1 2\n3 4')).toBe('W');
    expect(await about('1 2 3 4')).toBe('V');
    expect(await about('1\n2\n3\n4')).toBe('V');
    expect(await about(Array(5).fill('1 2 3 4 5').join('\n'))).toBe('I');
  });
});

describe('a factor in front of a matrix', () => {
  it('is part of every entry', async () => {
    const matrix = '\\begin{pmatrix} 1 & 0.50 \\\\ ? & p \\end{pmatrix}';
    expect(summary(await read(`W = \\frac12 ${matrix}`))).toEqual([
      'gradient W [2, 2]: 1/2, 1/4 ± 1/400 (2), ?, (1/2 p)',
    ]);
    expect(summary(await read(`W = (p - y) ${matrix.replace('0.50', '2')}`))).toEqual([
      'gradient W [2, 2]: ((p + (-1 y)) 1), ((p + (-1 y)) 2), ?, ((p + (-1 y)) p)',
    ]);
  });
});

describe('a binary file', () => {
  const about = (content: Uint8Array, file: string, of?: string) =>
    readAnswer(content, file, lesson, { treeOf, ...(of !== undefined && { of }) });

  it.each([
    ['f8', 'float64'],
    ['f8-big', 'float64'],
    ['f4', 'float32'],
    ['f2', 'float16'],
    ['fortran', 'float64'],
  ])('%s.npy says its precision', async (name, precision) => {
    const { arrays } = await about(fixture(`${name}.npy`), 'a.npy');
    expect(arrays[0].entries.map((entry) => entry.kind === 'float' && entry.precision)).toEqual(
      Array(6).fill(precision),
    );
    expect(arrays[0].entries[1]).toMatchObject({ kind: 'float', written: '-1.25' });
  });

  it('of whole numbers is exact', async () => {
    expect(summary(await about(fixture('i4.npy'), 'a.npy'))[0]).toBe(
      'gradient W [2, 3]: 0, -1, 3, 0, 100, 0',
    );
  });

  it('may hold what is not finite', async () => {
    const data = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const file = writeSafetensors(new Map([['W.grad', { shape: [2, 2], data, single: true }]]));
    expect(summary(await about(file, 'a.safetensors'))).toEqual([
      'gradient W [2, 2]: float32 1, NaN, Infinity, -Infinity',
    ]);
  });

  it('has names in .npz', async () => {
    const file = zipSync({ 'dL_dW.npy': fixture('f8.npy'), 'o.npy': fixture('i1.npy') });
    const { arrays } = await about(file, 'a.npz');
    expect(arrays.map(({ about: { kind, tensor } }) => `${kind} ${tensor.name}`)).toEqual([
      'gradient W',
      'value o',
    ]);
  });
});

describe('what eval --json prints', () => {
  it.each(['how-a-filter-learns', 'conv-relu-maxpool-dense', 'the-winner-takes-the-gradient'])(
    'is an answer to its own model: %s',
    async (name) => {
      const model = example(name);
      const evaluated = evaluateModel(model);
      const { vocabularyOf } = await import('../../src/answers/vocabulary.ts');
      const text = JSON.stringify(evaluatedJson(evaluated));
      const answer = await readAnswer(bytes(text), 'a.json', vocabularyOf(model), { treeOf });
      const gradients = answer.arrays.filter(({ about }) => about.kind === 'gradient');
      for (const { about, entries } of gradients) {
        const exact = evaluated.gradients.get(about.tensor.name)?.exact;
        expect(entries.map((entry) => entry.kind === 'exact' && entry.value.toFraction())).toEqual(
          exact?.map((value) => value.toFraction()),
        );
      }
      expect(gradients.map(({ about }) => about.tensor.name)).toEqual([...evaluated.gradients.keys()]);
    },
  );

  it('has doubles where a value is irrational', async () => {
    const text =
      '{"loss": null, "outputs": {}, "gradients": {"W": {"shape": [1], "value": [0.1], "exact": null}}, "choices": []}';
    expect(summary(await read(text, 'a.json'))).toEqual([
      'gradient W [1]: float64 3602879701896397/36028797018963968',
    ]);
  });
});
