import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { exercises } from '../../src/exercises/index.ts';
import { type FieldAnswer, fieldKey, type Question } from '../../src/exercises/question.ts';
import { assets } from '../../src/formats/assets.ts';
import { html } from '../../src/formats/html.ts';
import { md } from '../../src/formats/md.ts';
import { tex } from '../../src/formats/tex.ts';
import { readModel } from '../../src/model/read.ts';
import { num } from '../../src/notation/build.ts';
import { sheetDocument, targets } from '../../src/worksheet/documents.ts';
import { NiceValues } from '../../src/worksheet/nice-values.ts';
import { planOf } from '../../src/worksheet/section.ts';
import { bareQuestions, type Sheet, sheetOf } from '../../src/worksheet/sheet.ts';
import { isVariantCode, variantCode } from '../../src/worksheet/variant-code.ts';
import { variantsOf } from '../../src/worksheet/variants.ts';
import { model as template } from '../cli/run.ts';
import { example } from '../examples.ts';

const text = readFileSync(template('a-worksheet'), 'utf8');
const model = readModel(text, 'class.yaml');
const plan = planOf(model, Object.keys(exercises));
const nice = new NiceValues(model, plan.numbers);
const codes = Array.from({ length: 40 }, (_, at) => variantCode('spring', String(at), 0));
const sheet = (code: string): Sheet => sheetOf(nice.variant(code), code, { ...plan, hints: true });

describe('the numbers of a variant', () => {
  it.each(codes.slice(0, 10))('%s are small and simple, and the answers no trivial ones', (code) => {
    const { outputs, gradients, loss, choices } = evaluateModel(nice.variant(code));
    const all = [...outputs.values(), gradients.get('W'), loss].flatMap((one) => one?.exact ?? []);
    expect(all.length).toBeGreaterThan(8);
    for (const value of all) {
      expect(Math.abs(value.valueOf())).toBeLessThanOrEqual(60);
      expect(Number(value.d)).toBeLessThanOrEqual(12);
    }
    expect(choices).toEqual([]);
    expect(loss?.value[0]).not.toBe(0);
  });

  it('are the same whenever the code is, however it is written', () => {
    const values = (code: string) => [...(nice.variant(code).values ?? [])];
    expect(values('7kq2-m0xa')).toEqual(values('7KQ2-M0XA'));
    expect(new NiceValues(model, plan.numbers).variant('7KQ2-M0XA').values).toEqual(
      nice.variant('7KQ2-M0XA').values,
    );
  });

  it('are said to be too much to ask, with what to ask for in place of it', () => {
    const strict = { ...plan.numbers, largest: 1 };
    expect(() => new NiceValues(model, strict).variant('A')).toThrow(
      /^no nice numbers in 3000 draws: in \d+ of them results are larger than 1: draw smaller numbers, or allow more with numbers: \{ largest: 4 \}\.$/,
    );
  });

  it('say what it took to find them', () => {
    const found = codes.map((code) => nice.drawn(code));
    expect(found.some(({ draws }) => draws > 1)).toBe(true);
    for (const { draws, refused } of found)
      expect([...refused.values()].reduce((sum, count) => sum + count, 1)).toBe(draws);
  });

  it('are drawn again where the conventions refuse a tie', () => {
    const strict = readModel(text.replace('loss:', 'conventions: { ties: error }\nloss:'), 'strict.yaml');
    const values = new NiceValues(strict, plan.numbers);
    expect(codes.map((code) => values.drawn(code).draws)).toEqual(
      codes.map((code) => nice.drawn(code).draws),
    );
  });

  it('are counted where they are few, also if a list says a number twice', () => {
    // o = I W and L = o^2: of 9 numbers those with 0 have no loss.
    const small = (of: string) =>
      readModel(
        `title: Small\ninput: { name: I, shape: [1] }\nlayers: [ { Linear: { out_features: 1, bias: false } } ]\nloss: MSELoss\nvalues: { I: { random: choice, of: ${of} }, W: { random: integers, from: 0, to: 2 }, y: 0 }`,
        'small.yaml',
      );
    for (const [of, isEven] of [
      ['[0, 1, 2]', true],
      ['[0, 1, 1, 2]', false],
    ] as const) {
      const values = new NiceValues(small(of), plan.numbers);
      expect([values.possible, values.count(), values.isEven]).toEqual([9, 4, isEven]);
    }
    expect(nice.possible).toBe(6 ** 9 * 5 ** 4 * 5);
  });

  it('tie where that is wished', () => {
    const tied = new NiceValues(model, { ...plan.numbers, ties: 'always' });
    expect(evaluateModel(tied.variant('A')).choices.length).toBeGreaterThan(0);
  });
});

describe('the variants of a class', () => {
  const students = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `s${at}`, name: `Student ${at}` }));

  it('all have other numbers', () => {
    const { variants, shared } = variantsOf(model, plan, 'spring', 300);
    expect(shared).toBe(0);
    const numbers = variants.map(({ code }) =>
      JSON.stringify([...(nice.variant(code).values ?? [])].map(([, { data }]) => data.map(String))),
    );
    expect(new Set(numbers).size).toBe(300);
    expect(variants.every(({ code }) => isVariantCode(code))).toBe(true);
  });

  it('stay what they are when students are added', () => {
    const few = variantsOf(model, plan, 'spring', students(20)).variants;
    const more = variantsOf(model, plan, 'spring', [...students(20), { id: 'late', name: 'Late' }]).variants;
    expect(more.slice(0, 20)).toEqual(few);
    expect(variantsOf(model, plan, 'autumn', students(20)).variants).not.toEqual(few);
  });

  it('share numbers only where there are too few, and that is counted', () => {
    const small = readModel(
      text
        .replace(/I: \{[^}]*\}/, 'I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]]')
        .replace(/W: \{[^}]*\}/, 'W: [[1, -1], [2, 0]]'),
      'small.yaml',
    );
    const { variants, shared } = variantsOf(small, planOf(small), 'spring', 12);
    expect(new Set(variants.map(({ code }) => code)).size).toBe(12);
    expect(shared).toBeGreaterThanOrEqual(7);
  });
});

describe('a sheet', () => {
  it.each(Object.keys(exercises))('has the exercise %s, with answers', (name) => {
    const one = planOf(model, [name]);
    const { questions } = sheetOf(nice.variant(codes[0]), codes[0], one);
    expect(questions.length).toBeGreaterThan(0);
    for (const { fields, solution, key } of questions) {
      expect(fields.length, key).toBeGreaterThan(0);
      expect(solution.length, key).toBeGreaterThan(0);
    }
  });

  it('has the same fields without the derivation that it quotes', () => {
    for (const code of codes.slice(0, 3)) {
      const bare = bareQuestions(nice.variant(code), code, plan);
      expect(bare.map(({ key, fields }) => [key, fields])).toEqual(
        sheet(code).questions.map(({ key, fields }) => [key, fields]),
      );
    }
  });

  it.each(['a-worksheet', 'two-channels-two-filters'])(
    'of %s asks for three different local derivatives, none of them 0',
    (name) => {
      const local = planOf(example(name), ['local']);
      for (const code of codes) {
        const [{ fields }] = bareQuestions(
          name === 'a-worksheet' ? nice.variant(code) : example(name),
          code,
          local,
        );
        const formulas = fields.map(({ answer }) => answer.kind === 'formula' && answer.text);
        expect(new Set(formulas).size, formulas.join()).toBe(3);
        expect(formulas).not.toContain('0');
      }
    },
  );

  it('has a key of its own for every field', () => {
    const keys = sheet(codes[0]).questions.flatMap(({ fields }, at) =>
      fields.map((field) => fieldKey(at + 1, field)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has answers that are the values of the model', () => {
    for (const code of codes.slice(0, 5)) {
      const variant = nice.variant(code);
      const { gradients, outputs } = evaluateModel(variant);
      const fields = new Map(
        sheetOf(variant, code, plan)
          .questions.flatMap(({ fields: all }) => all)
          .map((field) => [field.name, field.answer]),
      );
      const number = (key: string) => {
        const answer = fields.get(key);
        return answer?.kind === 'number' ? answer.float : undefined;
      };
      expect(['o_11', 'o_12', 'o_21', 'o_22'].map(number)).toEqual([...(outputs.get('o')?.value ?? [])]);
      expect(['dL/dW_11', 'dL/dW_12', 'dL/dW_21', 'dL/dW_22'].map(number)).toEqual([
        ...(gradients.get('W')?.value ?? []),
      ]);
    }
  });

  it('shows students nothing of the answers, in no format', async () => {
    for (const code of codes.slice(0, 3)) {
      const own = sheet(code);
      const redacted: Sheet = { ...own, questions: own.questions.map(without) };
      for (const format of [html, tex, md]) {
        const written = await format.write(sheetDocument(own, 'sheet'), assets);
        expect(written === (await format.write(sheetDocument(redacted, 'sheet'), assets))).toBe(true);
        expect(written === (await format.write(sheetDocument(own, 'key'), assets))).toBe(false);
      }
    }
  });

  it.each([
    ['a-worksheet', 'winner, delta, law, sum'],
    ['conv-relu-maxpool-dense', 'delta, law'],
    ['two-channels-two-filters', 'delta, law, sum'],
  ])('of %s says in each question what its short names mean: %s', async (name, users) => {
    const own = name === 'a-worksheet' ? nice.variant(codes[0]) : example(name);
    const all = sheetOf(own, codes[0], planOf(own, Object.keys(exercises)));
    const using = new Set<string>();
    for (const question of all.questions) {
      const alone: Sheet = { ...all, given: [], questions: [question] };
      const written = await md.write(sheetDocument(alone, 'sheet'), assets);
      for (const [short] of String(written).matchAll(/\\delta( \^\{\(\d\)\})?/g)) {
        using.add(question.exercise);
        expect(written, question.key).toContain(`${short} \\mathrel{:=} \\frac{\\partial L}{\\partial `);
      }
    }
    expect([...using].join(', ')).toBe(users);
  });

  it('is written as sheet, key and solution', async () => {
    const own = sheet(codes[0]);
    const written = await Promise.all(targets.map((target) => md.write(sheetDocument(own, target), assets)));
    await expect(written.join('\n\n---\n\n')).toMatchFileSnapshot('../golden/a-worksheet-sheets.md');
  });
});

/** The question with other answers: what a student sees must be the same. */
function without(question: Question): Question {
  const fields = question.fields.map((field) => ({ ...field, answer: another(field.answer) }));
  return { ...question, solution: [], fields };
}

function another(answer: FieldAnswer): FieldAnswer {
  switch (answer.kind) {
    case 'number':
      return { kind: 'number', exact: null, float: 123456 };
    case 'formula':
      return { kind: 'formula', notation: num(123456), text: '123456' };
    case 'choice':
      return { ...answer, right: (answer.right + 1) % answer.options.length };
  }
}
