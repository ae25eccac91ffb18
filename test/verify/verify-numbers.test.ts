import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import type { AnsweredEntry } from '../../src/answers/answer.ts';
import { writtenNumber } from '../../src/answers/written-number.ts';
import { readModel } from '../../src/model/read.ts';
import { exactDouble } from '../../src/values/exact-double.ts';
import { model as template } from '../cli/run.ts';
import { type Case, cases, fileName, modelText } from '../oracle/case.ts';
import { treeOf } from '../tree-of.ts';
import { verdicts, verified, type Written } from './answered.ts';

const seed = readModel(readFileSync(template('how-a-filter-learns'), 'utf8'), 'seed.yaml');
const window = (values: readonly number[], conventions = {}) =>
  readModel(
    JSON.stringify({
      input: { name: 'x', shape: [2, 2] },
      layers: [{ MaxPool2d: { kernel_size: 2 } }],
      loss: 'Sum',
      conventions,
      values: { x: [values.slice(0, 2), values.slice(2)] },
    }),
    'window.json',
  );

describe('numbers', () => {
  it('that are the derivative are exact', () => {
    const { correct, arrays } = verified(seed, { W: ['-4', '-6', '-4', '-6'] });
    expect(correct).toBe(true);
    expect(arrays[0].method).toBe('exact');
    expect(arrays[0].entries.map(({ verdict }) => verdict)).toEqual(['exact', 'exact', 'exact', 'exact']);
  });

  it('that are not are wrong, those that are left open are not', () => {
    const { correct, arrays } = verified(seed, { W: ['-4', '6', '?', '-6'] });
    expect(correct).toBe(false);
    expect(arrays[0].entries.map(({ verdict }) => verdict)).toEqual(['exact', 'wrong', 'blank', 'exact']);
  });

  it.each<[string, string, string, string]>([
    ['-3.9', '1/20', 'wrong', 'a tenth off'],
    ['-4.0', '1/20', 'exact', 'equal'],
    ['-4.04', '1/20', 'rounded', 'within half a unit as it was said'],
    ['-4.05', '1/20', 'rounded', 'exactly half a unit'],
    ['-4.051', '1/20', 'wrong', 'just beyond'],
  ])('%s ± %s is %s: %s', (value, slack, verdict) => {
    const entry: AnsweredEntry = {
      kind: 'rounded',
      value: new Fraction(value),
      slack: new Fraction(slack),
      digits: 2,
      written: value,
    };
    expect(verdicts(verified(seed, { W: [entry, '-6', '-4', '-6'] }))[0][0]).toBe(verdict);
    expect(verdicts(verified(seed, { W: [entry, '-6', '-4', '-6'] }, { exact: true }))[0][0]).toBe(
      verdict === 'rounded' ? 'wrong' : verdict,
    );
  });

  it('are right within a tolerance that was asked for', () => {
    expect(verified(seed, { W: ['-4.01', '-6', '-4', '-6'] }).correct).toBe(false);
    expect(verified(seed, { W: ['-4.01', '-6', '-4', '-6'] }, { tolerance: 0.01 }).correct).toBe(true);
  });
});

describe('a window of 1, 2, 2, 2', () => {
  const tied = window([1, 2, 2, 2]);
  it.each<[string, readonly Written[], string | undefined, boolean]>([
    ['the first', ['0', '1', '0', '0'], undefined, true],
    ['the last', ['0', '0', '0', '1'], 'ties: last', true],
    ['an equal share to each', ['0', '1/3', '1/3', '1/3'], 'ties: split', true],
    ['other shares', ['0', '1/2', '1/2', '0'], undefined, true],
    ['all of it to each', ['0', '1', '1', '1'], undefined, false],
    ['more than there is', ['0', '2', '-1', '0'], undefined, false],
    ['some to the loser', ['1/2', '1/2', '0', '0'], undefined, false],
  ])('%s: %j', (_, answer, policy, correct) => {
    const found = verified(tied, { x: answer });
    expect(found.correct).toBe(correct);
    expect(found.otherChoice?.policy).toBe(policy);
  });

  it('says how the gradient was shared where no convention does it so', () => {
    const { otherChoice } = verified(tied, { x: ['0', '1/2', '1/4', '1/4'] });
    expect(otherChoice?.settled.map(({ parts }) => parts?.map((part) => part.toFraction()))).toEqual([
      ['1/2', '1/4', '1/4'],
    ]);
  });
});

describe('a kink', () => {
  const kinked = readModel(
    JSON.stringify({
      input: { name: 'x', shape: [2] },
      layers: ['ReLU', { Linear: { out_features: 1, bias: false } }],
      loss: 'Sum',
      values: { x: [0, 1], W: [[-3, 2]] },
    }),
    'kink.json',
  );
  it.each<[readonly Written[], string | undefined, boolean]>([
    [['0', '2'], undefined, true],
    [['-3', '2'], 'kink: 1', true],
    [['-3/2', '2'], 'kink: 1/2', true],
    [['-1', '2'], undefined, true],
    [['1', '2'], undefined, false],
    [['-4', '2'], undefined, false],
  ])('%j', (answer, policy, correct) => {
    const found = verified(kinked, { x: answer });
    expect([found.correct, found.otherChoice?.policy]).toEqual([correct, policy]);
  });
});

describe('choices behind choices', () => {
  // p = max(a), a = |x|: a tie of the maximum at two kinks; every x_k = slope_k * share_k.
  const both = readModel(
    JSON.stringify({
      input: { name: 'x', shape: [2] },
      layers: [{ Expression: 'abs(x)' }, { MaxPool1d: { kernel_size: 2 } }],
      loss: 'Sum',
      values: { x: [0, 0] },
    }).replace('"shape":[2]', '"shape":[1,2]'),
    'both.json',
    { treeOf },
  );
  it.each<[readonly Written[], boolean]>([
    [['1/2', '-1/2'], true],
    [['1', '0'], true],
    [['-1/3', '2/3'], true],
    [['1', '1/2'], false],
    [['2/3', '-2/3'], false],
  ])('%j', (answer, correct) => {
    expect(verified(both, { x: answer }).correct).toBe(correct);
  });
});

const numbers = (gradients: Case['grads']): Record<string, readonly number[]> =>
  Object.fromEntries(Object.entries(gradients).map(([name, { data }]) => [fileName(name), data]));

describe("PyTorch's gradients are right", () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const model = readModel(modelText(one), `${one.id}.json`);
    const found = verified(model, numbers(one.grads));
    expect(found.arrays.filter(({ correct }) => !correct).map(({ about }) => about.tensor.name)).toEqual([]);
    expect(found.otherChoice).toBeUndefined();
  });

  const tied = cases.flatMap((one) => {
    const { last, split_evenly } = one.grads_other_tie_policies ?? {};
    return [
      ...(last ? [[one.id, 'ties: last', one, last] as const] : []),
      ...(split_evenly ? [[one.id, 'ties: split', one, split_evenly] as const] : []),
    ];
  });
  it.each(tied)('%s with %s is another choice', (_, policy, one, gradients) => {
    const found = verified(readModel(modelText(one), `${one.id}.json`), numbers(gradients));
    expect(found.correct).toBe(true);
    expect(found.otherChoice?.policy).toBe(policy);
  });

  const single: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = JSON.parse(
    readFileSync(join(import.meta.dirname, '../oracle/float32_gradients.json'), 'utf8'),
  );
  it.each(cases.map((one) => [one.id, one] as const))('%s in float32', (_, one) => {
    const model = readModel(modelText(one), `${one.id}.json`);
    const said = (by: number): Record<string, Written[]> =>
      Object.fromEntries(
        Object.entries(single[one.id]).map(([name, data]) => [
          fileName(name),
          data.map((value) => float32(value * by)),
        ]),
      );
    expect(verified(model, said(1)).correct).toBe(true);
    // As a program prints them, they are known for float32 by the look of their digits.
    const printed = Object.fromEntries(
      Object.entries(single[one.id]).map(([name, data]) => [fileName(name), data.map(decimal)]),
    );
    expect(verified(model, printed).correct).toBe(true);
    // The tolerance tells a hundredth apart: in every net some entry is large enough for it.
    expect(verified(model, said(1.01)).correct).toBe(false);
  });
});

function decimal(value: number): AnsweredEntry {
  const written = String(value);
  const entry = writtenNumber(written, written, 'decimal');
  if (!entry) throw new Error(written);
  return entry;
}

function float32(value: number): AnsweredEntry {
  const rounded = exactDouble(Math.fround(value)) ?? new Fraction(0);
  return { kind: 'float', value: rounded, precision: 'float32', written: String(value) };
}

describe('many windows that tie', () => {
  const image = Array.from({ length: 16 }, () => Array.from({ length: 16 }, () => 1));
  const model = (layers: readonly unknown[]) =>
    readModel(
      JSON.stringify({ input: { name: 'x', shape: [16, 16] }, layers, loss: 'Sum', values: { x: image } }),
      'many.json',
    );
  const quarters = Array.from({ length: 256 }, () => '1/4');

  it('are decided one by one where nothing ties them together', () => {
    const many = model([{ MaxPool2d: { kernel_size: 2 } }]);
    const split = verified(many, { x: quarters });
    expect([split.correct, split.otherChoice?.policy]).toEqual([true, 'ties: split']);
    const own = verified(many, { x: ['1/2', '0', ...quarters.slice(2)] });
    expect([own.correct, own.otherChoice?.policy, own.undecided]).toEqual([true, undefined, false]);
    const more = verified(many, { x: ['1/2', ...quarters.slice(1)] });
    expect([more.correct, more.undecided]).toEqual([false, false]);
  });

  it('are said to be too many where everything hangs together', () => {
    const many = model([
      { MaxPool2d: { kernel_size: 3, stride: 1 } },
      { MaxPool2d: { kernel_size: 3, stride: 1 } },
    ]);
    const found = verified(many, { x: quarters });
    expect([found.correct, found.undecided]).toEqual([false, true]);
  });
});
