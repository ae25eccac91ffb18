import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldKey } from '../../src/exercises/question.ts';
import { answersWith, classOf, fieldsOf, lesson, lessonWith, outcomesOf, rightAnswers } from './class.ts';

const { sheet: sheetNamed, grade } = classOf(lesson);
/** Its o is -7 -1 -2 1, p = 1, y = 3. */
const sheet = sheetNamed('7KQ2-M0XA');
const all = 34;

const points = (others: Readonly<Record<string, string>>): string =>
  grade(sheet, answersWith(sheet, others)).points.toFraction();

describe('marking a sheet', () => {
  it('gives all points for right answers', () => {
    const mark = grade(sheet, rightAnswers(sheet));
    expect([mark.points.toFraction(), mark.of.toFraction()]).toEqual([`${all}`, `${all}`]);
    expect(new Set(mark.questions.flatMap(({ fields }) => fields.map(({ outcome }) => outcome)))).toEqual(
      new Set(['right']),
    );
  });

  it('gives nothing for what was left open', () => {
    const mark = grade(sheet, new Map());
    expect(mark.points.toFraction()).toBe('0');
    expect([...fieldsOf(mark).values()].every(({ outcome }) => outcome === 'blank')).toBe(true);
    expect(points({ '1.o_11': ' ', '3.winner': '?', '5.do_22/dW_22': '' })).toBe('31');
  });

  it.each([
    ['8/20', 'right'],
    ['2 / 5', 'right'],
    ['0.4', 'right'],
    ['.40', 'right'],
    ['0,4', 'right'],
    ['40%', 'right'],
    ['2*1/5', 'right'],
    ['$', 'wrong'],
    ['0.5', 'wrong'],
    ['-0.4', 'wrong'],
    ['∞', 'wrong'],
    ['I_11/5', 'wrong'],
    ['9^9^9^9', 'wrong'],
  ])('reads %s as 2/5 or not', (written, outcome) => {
    const mark = grade(sheet, answersWith(sheet, { '9.W_new_11': written }));
    expect(outcomesOf(mark, '9.W_new_11')).toEqual([outcome]);
  });

  it('says why what cannot be read is wrong, and goes on', () => {
    const mark = grade(sheet, answersWith(sheet, { '2.p': 'x+', '4.L': 'p^2' }));
    expect(fieldsOf(mark).get('2.p')?.remark).toBe(
      'found the unknown name x at character 1 of the formula; did you mean I? This model has I, W, y, o, p, v, L.',
    );
    expect(fieldsOf(mark).get('4.L')?.remark).toBe('this is a formula, where a number is asked.');
    expect(mark.points.toFraction()).toBe('32');
  });

  it('forgives rounding as it is declared, and no more', () => {
    const thirds = classOf(lessonWith('{ exercises: [update], rate: 1/3 }'));
    const own = thirds.sheet('7KQ2-M0XA');
    const third = own.questions[0].fields.find(
      ({ answer }) => answer.kind === 'number' && answer.exact?.d === 3n,
    );
    if (third?.answer.kind !== 'number') throw new Error('no third is asked');
    const value = third.answer.float;
    const key = fieldKey(1, third);
    const outcome = (written: string): string[] =>
      outcomesOf(thirds.grade(own, answersWith(own, { [key]: written })), key);
    expect(outcome(value.toFixed(2))).toEqual(['rounded']);
    expect(outcome(value.toFixed(5))).toEqual(['rounded']);
    expect(outcome((value + 0.01).toFixed(2))).toEqual(['wrong']);
    expect(outcome(value.toFixed(0))).toEqual(['wrong']);
    expect(outcome('0 ± 1000')).toEqual(['wrong']);
    expect(outcome('1e3')).toEqual(['wrong']);
  });

  it('takes a choice by its letter, its text or its entry', () => {
    for (const written of ['D', 'd', '(D)', 'D: o_22', 'o_22', 'o_{2,2}', ' o22 '])
      expect(points({ '3.winner': written })).toBe(`${all}`);
    for (const written of ['A', 'o_11', 'E', 'A,D', '4', 'o', '<b>'])
      expect(points({ '3.winner': written })).toBe('33');
  });

  it('proves formulas, and does not take numbers for them', () => {
    const key = '5.do_22/dW_22';
    expect(points({ [key]: 'I_33 + W_11 - W_11' })).toBe(`${all}`);
    const mark = grade(sheet, answersWith(sheet, { [key]: '2*I_33', '7.sum_22.1': 'I_11' }));
    expect(outcomesOf(mark, key, '7.sum_22.1')).toEqual(['wrong', 'wrong']);
    const given = sheet.model.values?.get('I')?.data[8].toFraction();
    const number = fieldsOf(grade(sheet, answersWith(sheet, { [key]: `${given}` }))).get(key);
    expect([number?.outcome, number?.remark]).toEqual([
      'wrong',
      'right for these numbers, but not in general.',
    ]);
  });

  it('counts points as fractions', () => {
    const thirds = classOf(lessonWith('{ exercises: [{ outputs: { points: 0.1 } }] }'));
    const own = thirds.sheet('7KQ2-M0XA');
    const mark = thirds.grade(own, answersWith(own, { '1.o_11': '1000', '1.o_12': '' }));
    expect([mark.points.toFraction(), mark.of.toFraction()]).toEqual(['3/10', '1/2']);
  });

  it('never gives more than all points, whatever is edited, and always all for right answers', () => {
    const keys = [...rightAnswers(sheet).keys()];
    const written = fc.oneof(
      fc.integer({ min: -12, max: 12 }).map(String),
      fc.constantFrom('A', 'B', 'D', '', '1/2', '0.33', '1e9', 'I_33', 'delta_11', 'nan', '=1', '±'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), written, { maxKeys: 6 }), (edits) => {
        const mark = grade(sheet, answersWith(sheet, edits));
        expect(mark.points.compare(mark.of)).toBeLessThanOrEqual(0);
        expect(mark.points.compare(0)).toBeGreaterThanOrEqual(0);
        const lost = [...fieldsOf(mark)].filter(
          ([, { outcome }]) => outcome === 'wrong' || outcome === 'blank',
        );
        // A slip costs its own points and no others: the rest is still right.
        for (const [key] of lost) expect(Object.keys(edits)).toContain(key);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (code) => {
        const own = sheetNamed(`ABCD-${String(code).padStart(4, '0')}`);
        expect(grade(own, rightAnswers(own)).points.equals(all)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
