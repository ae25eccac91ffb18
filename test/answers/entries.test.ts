import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/answers/vocabulary.ts';
import { entryText, formulaText, lesson, numbered, read, twoLayers, wide } from './reading.ts';

/** One entry, given as text in JSON. */
async function entry(written: string, about: Vocabulary = lesson, name = 'dL/dp') {
  const { arrays } = await read(JSON.stringify({ [name]: written }), 'a.json', about);
  return arrays[0].entries[0];
}

describe('an entry that is a number', () => {
  it.each([
    ['3', '3'],
    [' +3 ', '3'],
    ['-3', '-3'],
    ['−3', '-3'],
    ['3/4', '3/4'],
    ['-3/4', '-3/4'],
    ['-1 1/2', '-3/2'],
    ['1½', '3/2'],
    ['-½', '-1/2'],
    ['50%', '1/2'],
    ['2*3', '6'],
    ['-(1/2)', '-1/2'],
    ['1/2 + 1/4', '3/4'],
    ['\\frac{3}{4}', '3/4'],
    ['-\\frac34', '-3/4'],
    ['\\frac{-3}{4}', '-3/4'],
    ['-1\\tfrac{1}{2}', '-3/2'],
    ['50\\%', '1/2'],
    ['0.33', '33/100 ± 1/200 (2)'],
    ['0.10', '1/10 ± 1/200 (2)'],
    ['-.5', '-1/2 ± 1/20 (1)'],
    ['3.', '3 ± 1/20 (1)'],
    ['1.5e-3', '3/2000 ± 1/20000 (2)'],
    ['0,33', '33/100 ± 1/200 (2)'],
    ['0{,}33', '33/100 ± 1/200 (2)'],
    ['~0.3', '3/10 ± 1/20 (1)'],
    ['≈ 0.3', '3/10 ± 1/20 (1)'],
    ['\\approx 0.3', '3/10 ± 1/20 (1)'],
    ['ca. 0.3', '3/10 ± 1/20 (1)'],
    ['~2', '2 ± 1/2 (1)'],
    ['≈ 7/3', '7/3 ± 1/6 (1)'],
    ['33.3%', '333/1000 ± 1/2000 (3)'],
    ['0.33 ± 0.01', '33/100 ± 1/100 (2)'],
    ['0.33 +- 0.01', '33/100 ± 1/100 (2)'],
    ['0.33 \\pm 0.01', '33/100 ± 1/100 (2)'],
    ['-0.33(2)', '-33/100 ± 1/50 (2)'],
    ['2 ± 1', '2 ± 1 (1)'],
    ['NaN', 'NaN'],
    ['-inf', '-inf'],
    ['Infinity', 'Infinity'],
    ['-\\infty', '-\\infty'],
    ['', '?'],
    ['?', '?'],
    ['null', '?'],
    ['-', '?'],
    ['_', '?'],
    ['…', '?'],
  ])('%j is %s', async (written, expected) => {
    expect(entryText(await entry(written))).toBe(expected);
  });
});

describe('an entry that is a formula', () => {
  it.each([
    [
      'I_11',
      [
        'I11',
        'I_{11}',
        'I_{1,1}',
        'I_{1, 1}',
        'I_{1 1}',
        'I[1,1]',
        'I[1][1]',
        'I_1_1',
        'I(1,1)',
        'I₁₁',
        '𝐼₁₁',
        'I_{1,\\,1}',
        '\\mathbf{I}_{11}',
        '\\,{I}_{11}',
        'I_{1,1,1}',
      ],
    ],
    ['(I_11 + I_12)/4', ['(I11+I12)/4', '(I₁₁ + I₁₂) ÷ 4', '[I_11 + I_12]/4']],
    [
      '2*(p - y)*I_11',
      [
        '2(p−y)I_11',
        '2·(p − y)·I₁₁',
        '2 (p-y) I[1,1]',
        '2\\left(p - y\\right) I_{11}',
        '2 \\cdot (p - y) \\times I_{11}',
        '2\\,\\bigl(p-y\\bigr)\\,I_{11}',
        '{2}{(p-y)}{I_{11}}',
      ],
    ],
    [
      '¼*(I_11 + I_12)',
      ['¼(I11+I12)', '\\frac{1}{4}(I_{11}+I_{12})', '\\dfrac14 \\left( I_{11} + I_{12} \\right)'],
    ],
    ['((p - y)/(2))', ['\\frac{p - y}{2}', '\\frac{(p-y)}{2}', '{p - y \\over 2}']],
    [
      'dL/do_11 * I_22',
      [
        'δ_11 I_22',
        'delta_11*I_22',
        '\\delta_{11} I_{22}',
        '\\frac{\\partial L}{\\partial o_{11}} I_{22}',
        '\\frac{dL}{do_{11}} I_{22}',
        '\\partial L/\\partial o_{11} I_{22}',
        'd L / d o_11 I_22',
        'do_11 I_22',
        '∂L/∂o_11 · I_22',
        'o_grad_11 I_22',
        'grad_o[1,1] I_22',
        '∇_{o_{11}}L · I_22',
        'δ₁₁I₂₂',
      ],
    ],
    ['p^2', ['p²', 'p^{2}', 'p^(2)', '{p}^2']],
    ['p^(-1)', ['p⁻¹', 'p^{-1}', 'p^-1']],
    ['sqrt(2)', ['√2', '√(2)', '\\sqrt{2}', '\\sqrt 2']],
    ['p*sqrt(2)', ['p√2', 'p\\sqrt{2}']],
    [
      'sigmoid(p)',
      [
        'Sigmoid(p_1)',
        '\\sigma(p)',
        'σ(p)',
        '\\operatorname{sigmoid}(p)',
        '\\mathrm{sigmoid}\\left(p\\right)',
      ],
    ],
    ["sigmoid'(p)", ["σ'(p)", "\\sigma'(p)", '\\sigma^{\\prime}(p)']],
    [
      'relu(p)',
      ['ReLU(p)', 'max(0, p)', '\\max(0, p)', '\\max\\{0, p\\}', '\\text{ReLU}(p)', '{\\rm relu}(p)'],
    ],
    ['[p > 0]', ['(p > 0)', '\\left[p > 0\\right]', '1_{p > 0}', '1_{p \\gt 0}', '\\mathbf{1}_{p > 0}']],
    ['1*[p >= 0]', ['1[p ≥ 0]', '\\mathbb{1}[p \\ge 0]', '\\mathbf{1}\\{p \\geq 0\\}']],
    ['exp(p)', ['e^p', 'e^{p}', 'e^(p)', '\\exp(p)', '\\exp p', 'e^{p}']],
    ['log(p)', ['ln(p)', '\\ln p', '\\log\\left(p\\right)']],
    ['abs(p)', ['|p|', '\\left|p\\right|', '\\lvert p \\rvert', '\\vert p\\vert']],
    ['p*I_11', ['pI_11', 'pI11', 'p I_{11}', 'p\\,I_{11}']],
    ['pi*p', ['π p', '\\pi p']],
    ['L*y', ['loss y', '\\mathcal{L} y']],
    ['max(p, y, 2)', ['\\max(p, y, 2)']],
  ])('%s is also spelled otherwise', async (usual, others) => {
    const expected = entryText(await entry(usual));
    for (const other of others) expect([other, entryText(await entry(other))]).toEqual([other, expected]);
  });

  it.each([
    ['2*(p - y)*I_11', '((2 (p + (-1 y))) I[1,1])'],
    ['1/2 (p - y)(I_11 + I_12)', '(((1 1/2) (p + (-1 y))) (I[1,1] + I[1,2]))'],
    ['δ_11 I_22', '(do[1,1] I[2,2])'],
    ['[p_1 > 0]', 'piecewise(p, 0, 0, 0, 1)'],
    ['[p >= 0]', 'piecewise(p, 0, 0, 1, 1)'],
    ['[p < y]', 'piecewise(p, y, 1, 0, 0)'],
    ['[p <= 0]', 'piecewise(p, 0, 1, 1, 0)'],
    ['[p = 0]', 'piecewise(p, 0, 0, 1, 0)'],
    ['[p != 0]', 'piecewise(p, 0, 1, 0, 1)'],
    ["relu'(p)", "ReLU'(p)"],
    ['0.5 p', '(1/2 p)'],
    ['e', 'exp(1)'],
  ])('%s means what it says', async (written, expected) => {
    expect(entryText(await entry(written))).toBe(expected);
  });

  it('keeps what was written', async () => {
    expect(await entry(' \\frac{1}{2} p ')).toMatchObject({ kind: 'formula', written: '\\frac{1}{2} p' });
  });
});

describe('a name', () => {
  it.each([
    ['δ1_11', 'dz[1,1]'],
    ['δ^{(1)}_{11}', 'dz[1,1]'],
    ['\\delta^{(1)}_{11}', 'dz[1,1]'],
    ['delta_1_11', 'dz[1,1]'],
    ['\\delta_2', 'dq'],
    ['δ₂', 'dq'],
    ['V_3', 'V[3]'],
    ['V_13', 'V[3]'],
    ['V_{1,3}', 'V[3]'],
  ])(
    'with a number is short for a derivative, and axes of 1 may be left out: %s',
    async (written, expected) => {
      expect(entryText(await entry(written, twoLayers, 'q'))).toBe(expected);
    },
  );

  it.each([
    ['W111', 'W1[1,1]'],
    ['W1_11', 'W1[1,1]'],
    ['W_{1}_{11}', 'W1[1,1]'],
    ['W^{(2)}_{12}', 'W2[1,2]'],
    ['conv1_weight_3', 'conv1_weight[3]'],
    ['\\text{conv1\\_weight}_3', 'conv1_weight[3]'],
  ])('that is known goes before one with a subscript: %s', async (written, expected) => {
    expect(entryText(await entry(written, numbered, 'L'))).toBe(expected);
  });

  it('has commas between subscripts of ten and more', async () => {
    expect(entryText(await entry('I_{1,12} I_11', wide, 'L'))).toBe('(I[1,12] I[1,1])');
  });
});

it('tells structures apart', async () => {
  const found = await entry('p - y');
  expect(found.kind === 'formula' && formulaText(found.formula)).toBe('(p + (-1 y))');
});
