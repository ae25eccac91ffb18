import { describe, expect, it } from 'vitest';
import { answersWith, classOf, lesson } from './class.ts';

const { sheet: sheetNamed, grade } = classOf(lesson);
const sheet = sheetNamed('7KQ2-M0XA');

describe('named mistakes on a sheet', () => {
  it('tells a wrong sign, and does not take points for it twice', () => {
    const mark = grade(
      sheet,
      answersWith(sheet, {
        '3.dL/do_22': '4',
        '6.dL/do_22': '4',
        '8.dL/dW_11': '4',
        '8.dL/dW_21': '12',
        '8.dL/dW_22': '-8',
      }),
    );
    expect(mark.points.toFraction()).toBe('33');
    expect(mark.questions[2].mistakes).toMatchObject([
      {
        name: 'lossSign',
        title: 'the sign of the loss',
        text: 'All 4 entries of dL/do and all 4 entries of dL/dW have the opposite sign of ours: the derivative of the loss has the wrong sign.',
      },
    ]);
    expect(mark.questions[7].mistakes).toEqual([]);
  });

  it('tells a step that went up', () => {
    const values = sheet.model.values?.get('W')?.data ?? [];
    const names = ['11', '12', '21', '22'];
    const slopes = names.map((name) => {
      const field = sheet.questions[7].fields.find((one) => one.name === `dL/dW_${name}`);
      return field?.answer.kind === 'number' && field.answer.exact ? field.answer.exact : values[0];
    });
    const up = Object.fromEntries(
      names.map((name, at) => [`9.W_new_${name}`, values[at].add(slopes[at].div(10)).toFraction()]),
    );
    const mark = grade(sheet, answersWith(sheet, up));
    expect(mark.questions[8].mistakes.map(({ name }) => name)).toEqual(['updateAdded']);
  });

  it('looks for a mistake on top of own answers', () => {
    const image = sheet.model.values?.get('I')?.data ?? [];
    // o_11 = 5 wins wrongly, and dL/dW is four times the first window, turned around.
    const turned = [4, 3, 1, 0].map((at) => image[at].mul(4).toFraction());
    const names = ['11', '12', '21', '22'];
    const mark = grade(
      sheet,
      answersWith(sheet, {
        '1.o_11': '5',
        '2.p': '5',
        '3.winner': 'A',
        '3.dL/do_11': '4',
        '3.dL/do_22': '0',
        '6.dL/do_11': '4',
        '6.dL/do_22': '0',
        ...Object.fromEntries(names.map((name, at) => [`8.dL/dW_${name}`, turned[at]])),
      }),
    );
    expect(mark.questions[7].mistakes.map(({ name }) => name)).toContain('rotatedWeightGradient');
  });

  it('says nothing where nothing is wrong, or no mistake fits', () => {
    const none = grade(sheet, answersWith(sheet, { '8.dL/dW_11': '1234.5', '8.dL/dW_12': '-987.1' }));
    expect(none.questions[7].mistakes).toEqual([]);
  });
});
