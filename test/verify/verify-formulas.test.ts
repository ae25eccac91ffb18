import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/answers/read-answer.ts';
import { vocabularyOf } from '../../src/answers/vocabulary.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import type { Verified } from '../../src/verify/verdict.ts';
import { verifyAnswer } from '../../src/verify/verify.ts';
import { model as template } from '../cli/run.ts';
import { treeOf } from '../tree-of.ts';

const seedText = readFileSync(template('how-a-filter-learns'), 'utf8');
const seed = readModel(seedText, 'seed.yaml');
const symbolic = readModel(`${seedText.split('\nvalues:')[0]}\n`, 'symbolic.yaml');
const winner = readModel(readFileSync(template('the-winner-takes-the-gradient'), 'utf8'), 'winner.yaml');
const rectified = readModel(
  JSON.stringify({
    input: { name: 'x', shape: [2] },
    layers: [
      { Linear: { out_features: 2, weight: 'V', bias: false, output: 'z' } },
      { ReLU: { output: 'a' } },
    ],
    loss: 'Sum',
    values: {
      x: [1, 2],
      V: [
        [1, 1],
        [-1, -1],
      ],
    },
  }),
  'rectified.json',
);
const soft = readModel(
  JSON.stringify({ input: { name: 'x', shape: [3] }, layers: [{ Softmax: { output: 's' } }], upstream: 'g' }),
  'soft.json',
);

async function verifiedText(model: Model, text: string): Promise<Verified> {
  const vocabulary = vocabularyOf(model);
  const answer = await readAnswer(new TextEncoder().encode(text), '-', vocabulary, { treeOf });
  return verifyAnswer(model, answer, vocabulary, { treeOf });
}

describe('formulas', () => {
  it.each<[string, Model, string, string]>([
    ['as a person writes it', symbolic, 'dW_11 = (p - y)(I_11 + I_12 + I_21 + I_22)/2', 'proved'],
    ['with what arrives', symbolic, 'dW_11 = δ_11 I_11 + δ_12 I_12 + δ_21 I_21 + δ_22 I_22', 'proved'],
    ['in LaTeX', symbolic, 'dW_{11} = \\frac{1}{2}(p-y)\\left(I_{11}+I_{12}+I_{21}+I_{22}\\right)', 'proved'],
    ['multiplied out', symbolic, 'dW_11 = (p*I11 + p*I12 + p*I21 + p*I22 - y*(I11+I12+I21+I22))/2', 'proved'],
    ['the delta', symbolic, 'dL/do_21 = (p - y)/2', 'proved'],
    ['with the average forgotten', symbolic, 'dW_11 = 2(p - y)(I_11 + I_12 + I_21 + I_22)', 'wrong'],
    ['with one subscript off', symbolic, 'dW_11 = (p - y)(I_11 + I_12 + I_21 + I_23)/2', 'wrong'],
    ['a number, where there are no values', symbolic, 'dW_11 = -4', 'wrong'],
    ['right at these values alone', seed, 'dW_11 = -4 I_11', 'wrong'],
    ['a number, where there are values', seed, 'dW_11 = -4', 'exact'],
    ['the winner of these values', winner, 'dL/do_11 = 0', 'exact'],
    ['a softmax in its outputs', soft, 'dL/dx_1 = s_1 (g_1 - g_1 s_1 - g_2 s_2 - g_3 s_3)', 'proved'],
    ['a softmax in exponentials', soft, 'dL/ds_1 = g_1', 'proved'],
    ['a number beyond all doubles', seed, 'dW_11 = (I_11 + (2 I_11 + 1/3)^99)^100', 'wrong'],
    ['two of them', symbolic, 'dW_11 = ((I_11 + 12)^99)^100 - ((I_11 + 13)^99)^100', 'wrong'],
    ['a softmax taken as diagonal', soft, 'dL/dx_1 = s_1 (1 - s_1) g_1', 'wrong'],
  ])('%s: %#', async (_, model, text, verdict) => {
    const { arrays } = await verifiedText(model, text);
    const answered = arrays[0].entries.filter((entry) => entry.verdict !== 'blank');
    expect(answered.map((entry) => entry.verdict)).toEqual([verdict]);
  });

  it('hold in the region of the values, where a maximum or a ReLU is one of its pieces', async () => {
    const { arrays, correct } = await verifiedText(rectified, 'dV_11 = x_1\ndV_21 = 0\ndx_1 = V_11');
    expect(correct).toBe(true);
    const found = arrays.flatMap(({ entries }) =>
      entries.flatMap(({ verdict, inRegion }) => (verdict === 'blank' ? [] : [[verdict, inRegion]])),
    );
    expect(found).toEqual([
      ['proved', true],
      ['exact', undefined],
      ['proved', true],
    ]);
  });

  it('that are wrong come with numbers at which they differ', async () => {
    const { arrays } = await verifiedText(symbolic, 'dW_11 = 2(p - y)(I_11 + I_12 + I_21 + I_22)');
    const found = arrays[0].entries[0].counterexample;
    expect(Number(found?.got)).toBe(4 * Number(found?.expected));
    expect(found?.at.map(({ tensor }) => tensor.name)).toContain('I');
  });

  it('that have the right value here and not elsewhere are said to', async () => {
    const { arrays } = await verifiedText(seed, 'dW_11 = -4 I_11');
    expect(arrays[0].entries[0]).toMatchObject({ verdict: 'wrong', rightHere: true });
  });
});
