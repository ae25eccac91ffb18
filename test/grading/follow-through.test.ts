import { describe, expect, it } from 'vitest';
import { text } from '../../src/notation/text.ts';
import { answersWith, classOf, fieldsOf, lesson, outcomesOf } from './class.ts';

const lessonClass = classOf(lesson);
/** Its o is -7 -1 -2 1, p = 1, y = 3. */
const sheet = lessonClass.sheet('7KQ2-M0XA');
const mark = (others: Readonly<Record<string, string>>) =>
  lessonClass.grade(sheet, answersWith(sheet, others));

/** Everything that follows from o_11 = 5 in place of -7: p = 5, and o_11 wins. */
const wrongOutput = {
  '1.o_11': '5',
  '2.p': '5',
  '3.winner': 'A',
  '3.dL/do_11': '4',
  '3.dL/do_22': '0',
  '4.L': '4',
  '6.dL/do_11': '4',
  '6.dL/do_22': '0',
};

describe('follow-through', () => {
  it('costs a wrong output its own point and no other, down to the step', () => {
    const image = sheet.model.values?.get('I')?.data ?? [];
    const weights = sheet.model.values?.get('W')?.data ?? [];
    // dL/do is 4 at o_11 alone: dL/dW is four times the first window.
    const slopes = [0, 1, 3, 4].map((at) => image[at].mul(4));
    const names = ['11', '12', '21', '22'];
    const carried = Object.fromEntries([
      ...names.map((name, at) => [`8.dL/dW_${name}`, slopes[at].toFraction()]),
      ...names.map((name, at) => [`9.W_new_${name}`, weights[at].sub(slopes[at].div(10)).toFraction()]),
    ]);
    const own = mark({ ...wrongOutput, ...carried });
    expect(own.points.toFraction()).toBe('33');
    expect(outcomesOf(own, '1.o_11', '2.p', '3.winner', '6.dL/do_11', '6.dL/do_22')).toEqual([
      'wrong',
      'carried',
      'carried',
      'carried',
      'carried',
    ]);
    const lost = [...fieldsOf(own)].filter(([, { outcome }]) => outcome === 'wrong');
    expect(lost.map(([key]) => key)).toEqual(['1.o_11']);
  });

  it('gives what is right besides what follows', () => {
    expect(mark({ '1.o_11': '5' }).points.toFraction()).toBe('33');
  });

  it('does not take an answer for what follows from itself', () => {
    expect(outcomesOf(mark({ '2.p': '4' }), '2.p')).toEqual(['wrong']);
    expect(outcomesOf(mark({ '8.dL/dW_11': '7' }), '8.dL/dW_11')).toEqual(['wrong']);
  });

  it('says what would follow where something else was answered', () => {
    const own = fieldsOf(mark({ ...wrongOutput, '2.p': '2' })).get('2.p');
    expect([own?.outcome, own?.followed && text(own.followed)]).toEqual(['wrong', '5']);
  });

  it('goes on from the own outputs too where a gradient in between is wrong', () => {
    // dL/do_22 was written down with a slip, and the gradient worked out without it: it is right.
    const right = mark({ '6.dL/do_22': '-5' });
    expect(right.points.toFraction()).toBe('33');
    // With the slip it follows from that.
    const image = sheet.model.values?.get('I')?.data ?? [];
    const slopes = [4, 5, 7, 8].map((at) => image[at].mul(-5).toFraction());
    const names = ['11', '12', '21', '22'];
    const carried = Object.fromEntries(names.map((name, at) => [`8.dL/dW_${name}`, slopes[at]]));
    const own = mark({ '6.dL/do_22': '-5', ...carried });
    expect(own.points.toFraction()).toBe('33');
  });

  it('lets a wrong winner hand on what arrives', () => {
    const own = mark({ '3.winner': 'A', '3.dL/do_11': '-4', '3.dL/do_22': '0' });
    expect(outcomesOf(own, '3.winner', '3.dL/do_11', '3.dL/do_22')).toEqual(['wrong', 'carried', 'carried']);
    expect(own.points.toFraction()).toBe('33');
  });

  it('takes what was left open as it is', () => {
    const own = mark({ ...wrongOutput, '1.o_12': '', '1.o_21': '', '1.o_22': '' });
    expect(outcomesOf(own, '2.p', '6.dL/do_11')).toEqual(['carried', 'carried']);
  });

  it('credits what was worked out from rounded numbers', () => {
    const soft = classOf(`
input: { name: x, shape: [2] }
layers: [ { Linear: { out_features: 1, bias: false, weight: W, output: h } }, { Sigmoid: { output: a } } ]
loss: { Expression: 100 * (a - y)^2 }
values: { x: { random: integers, from: -1, to: 1, nonzero: true }, W: { random: integers, from: 1, to: 2 }, y: { random: integers, from: 0, to: 1 } }
worksheet: { exercises: [outputs, loss], numbers: { denominator: 1000, largest: 200 } }
`);
    const own = soft.sheet('7KQ2-M0XA');
    const [a, loss] = ['a', 'L'].map((name) => {
      const field = own.questions.flatMap(({ fields }) => fields).find((one) => one.name === name);
      if (field?.answer.kind !== 'number') throw new Error(`no number ${name}`);
      return field.answer.float;
    });
    const y = own.model.values?.get('y')?.data[0].valueOf() ?? 0;
    const rounded = a.toFixed(2);
    const following = (100 * (Number(rounded) - y) ** 2).toFixed(2);
    expect(Math.abs(Number(following) - loss)).toBeGreaterThan(0.005);
    const graded = soft.grade(own, answersWith(own, { '2.a': rounded, '3.L': following }));
    expect(outcomesOf(graded, '2.a', '3.L')).toEqual(['rounded', 'carried']);
  });

  it('is refused where own numbers tie and the model refuses ties', () => {
    const strict = classOf(`${lesson}conventions: { ties: error }\n`);
    const own = strict.sheet('7KQ2-M0XA');
    const tied = answersWith(own, { '1.o_11': '1', '1.o_22': '1', '8.dL/dW_11': '77' });
    expect(() => strict.grade(own, tied)).not.toThrow();
  });
});
