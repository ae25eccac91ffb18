import { describe, expect, it } from 'vitest';
import type { Inline } from '../../src/document/block.ts';
import type { Question } from '../../src/exercises/question.ts';
import { readModel } from '../../src/model/read.ts';
import { text } from '../../src/notation/text.ts';
import { NiceValues } from '../../src/worksheet/nice-values.ts';
import { planOf } from '../../src/worksheet/section.ts';
import { sheetOf } from '../../src/worksheet/sheet.ts';
import { treeOf } from '../tree-of.ts';

const numbers = { random: 'integers', from: -3, to: 3 };

/** A model whose numbers are drawn, and what the sums of its laws count. */
const models: readonly [what: string, layers: readonly unknown[], shape: readonly number[], terms: object][] =
  [
    ['a convolution', [{ Conv2d: { kernel_size: 2, bias: false } }, 'Flatten'], [3, 3], { 'terms W': 4 }],
    ['one with stride 2', [{ Conv2d: { kernel_size: 2, stride: 2 } }, 'Flatten'], [4, 6], { 'terms W': 6 }],
    [
      'one with two channels',
      [{ Conv2d: { kernel_size: 2, out_channels: 2 } }, 'Flatten'],
      [2, 3, 3],
      { 'terms W': 4 },
    ],
    // At the edge of the image the sum is shorter: how long it is is not asked.
    ['one with padding', [{ Conv2d: { kernel_size: 3, padding: 1 } }, 'Flatten'], [3, 3], {}],
    [
      'max pooling',
      [{ Conv2d: { kernel_size: 1 } }, { MaxPool2d: { kernel_size: 2 } }, 'Flatten'],
      [4, 4],
      {},
    ],
    ['a dense layer', ['Flatten', { Linear: { out_features: 3 } }], [2, 2], {}],
  ];

function questionsOf(
  layers: readonly unknown[],
  shape: readonly number[],
  code: string,
): readonly Question[] {
  const hasBias = !JSON.stringify(layers).includes('"bias":false');
  const source = {
    input: { name: 'I', shape },
    layers,
    loss: 'Sum',
    values: { I: numbers, W: numbers, ...(hasBias && { b: numbers }) },
    worksheet: { numbers: { largest: 999, ties: 'any', zeros: 'any' } },
  };
  const model = readModel(JSON.stringify(source), 'm.json', { treeOf });
  const plan = planOf(model, ['law']);
  return sheetOf(new NiceValues(model, plan.numbers).variant(code), code, plan).questions;
}

const plain = (inlines: readonly Inline[]): string =>
  inlines
    .map((one) => (typeof one === 'string' ? one : one.kind === 'math' ? text(one.notation) : one.text))
    .join('');

describe('the exercise on the law', () => {
  it.each(models)('of %s offers the law and others that look different', (_, layers, shape, terms) => {
    const places = new Set<number>();
    for (const code of ['A', 'B', 'C', 'D', 'E', 'F']) {
      const questions = questionsOf(layers, shape, code);
      expect(questions.length).toBeGreaterThan(0);
      for (const { fields, solution } of questions) {
        const [{ answer }] = fields;
        if (answer.kind !== 'choice') throw new Error('the first field is the choice');
        const shown = answer.options.map(plain);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.length).toBeGreaterThan(2);
        places.add(answer.right);
        // The law itself ends with what was to be chosen.
        const [line] = solution
          .flatMap((block) => (block.kind === 'equation' ? block.lines.slice(-1) : []))
          .slice(-1);
        const [last] = line.steps.slice(-1);
        expect(text(last.right)).toBe(shown[answer.right]);
      }
      const counted = questions
        .flatMap(({ fields }) => fields)
        .flatMap(({ name, answer }) => (answer.kind === 'number' ? [[name, answer.float]] : []));
      expect(Object.fromEntries(counted)).toEqual(terms);
    }
    // Not always at the same place.
    expect(places.size).toBeGreaterThan(1);
  });

  it('asks nothing where there is no weight and no maximum', () => {
    const model = readModel(
      '{ input: { name: x, shape: [3] }, layers: [Sigmoid], loss: Sum, values: { x: [1, 2, 3] } }',
      'm.yaml',
      { treeOf },
    );
    const plan = planOf(model, ['law']);
    expect(sheetOf(model, 'A', plan).questions).toEqual([]);
  });

  it('says in the solution what is wrong with the others', () => {
    const [{ solution }] = questionsOf([{ Conv2d: { kernel_size: 2, bias: false } }, 'Flatten'], [3, 3], 'A');
    const list = solution.find((block) => block.kind === 'list');
    const said = (list?.kind === 'list' ? list.items : []).map(plain);
    expect(said).toMatchInlineSnapshot(`
      [
        "A: a factor is forgotten.",
        "C: two subscripts are exchanged (at δ_ij).",
        "D: one factor is read backwards along i.",
      ]
    `);
  });
});
