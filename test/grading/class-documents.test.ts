import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { terminal } from '../../src/formats/terminal/terminal.ts';
import { classDocument } from '../../src/grading/class-document.ts';
import { mistakeFigures, questionFigures } from '../../src/grading/class-figures.ts';
import { feedbackDocument } from '../../src/grading/feedback-document.ts';
import { feedbackNames } from '../../src/grading/feedback-names.ts';
import { gradeClass } from '../../src/grading/grade-class.ts';
import { pointsText } from '../../src/grading/mark.ts';
import { marksJson } from '../../src/grading/marks-json.ts';
import { marksCsv, marksTable } from '../../src/grading/marks-table.ts';
import { treeOf } from '../tree-of.ts';
import { answersWith, classOf, lesson, rightAnswers, rowOf } from './class.ts';

const { model, plan, sheet } = classOf(lesson);
const [first, second] = [sheet('7KQ2-M0XA'), sheet('AAAA-0001')];
const wrongSign = { '8.dL/dW_11': '4', '8.dL/dW_21': '12', '8.dL/dW_22': '-8' };
const rows = [
  rowOf('7KQ2-M0XA', '=HYPERLINK("http://x")', answersWith(first, wrongSign)),
  rowOf('AAAA-0001', 'Bob', rightAnswers(second)),
  rowOf('7KQ2-M0XA', 'Ada <script>', answersWith(first, { '1.o_11': '', '2.p': '4', ...wrongSign })),
];
const grade = (some: typeof rows) => gradeClass(model, plan, some, { treeOf, tex: undefined });
const mark = grade(rows);

describe('the marks of a class', () => {
  it('are the same whatever the order of the rows', () => {
    const turned = grade(rows.toReversed());
    const scores = (of: typeof mark) =>
      of.students.map(({ student, points }) => `${student?.id} ${points.toFraction()}`).toSorted();
    expect(scores(turned)).toEqual(scores(mark));
    const names = new Map(
      mark.students.map((one, at) => [one.student?.id, feedbackNames(mark.students)[at]]),
    );
    for (const [at, one] of turned.students.entries())
      expect(feedbackNames(turned.students)[at]).toBe(names.get(one.student?.id));
  });

  it('are safe to open in a spreadsheet', () => {
    const [head, evil, bob, ada] = marksCsv(mark).split('\n');
    expect(head).toBe(
      'student,name,variant,question 1,question 2,question 3,question 4,question 5,question 6,question 7,question 8,question 9,total,maximum,percent',
    );
    expect(evil).toBe(
      '"\'=HYPERLINK(""http://x"")","\'=HYPERLINK(""http://x"")",7KQ2-M0XA,4,1,5,1,3,4,4,2,4,28,34,82.35',
    );
    expect(bob).toBe('Bob,Bob,AAAA-0001,4,1,5,1,3,4,4,8,4,34,34,100');
    expect(ada).toBe('Ada <script>,Ada <script>,7KQ2-M0XA,3,0,5,1,3,4,4,2,4,26,34,76.47');
    for (const name of ['+1', '-1', '@x', '\t=1', ' =1', '=1\n+2']) {
      const csv = marksCsv(grade([rowOf('7KQ2-M0XA', name, new Map())]));
      expect(csv.split('\n')[1]).toMatch(/^"?'/);
    }
  });

  it('say fractions that four decimals do not', () => {
    expect(pointsText(new Fraction(7, 2))).toBe('3.5');
    expect(pointsText(new Fraction(1, 3))).toBe('0.3333 (1/3)');
    expect(pointsText(new Fraction(12))).toBe('12');
  });

  it('are summed up by question and by mistake, without names', () => {
    const gradients = questionFigures(mark)[7];
    expect([gradients.fields, gradients.outcomes.wrong, gradients.mean.toFraction()]).toEqual([12, 6, '4']);
    expect(mistakeFigures(mark).map(({ name, students, questions }) => [name, students, questions])).toEqual([
      ['lossSign', 2, [8]],
    ]);
    const text = terminal(classDocument(mark).blocks);
    expect(text).toContain('8 ████████████████████···················· 50%');
    expect(text).toContain('the sign of the loss  2 of 3    8');
    expect(text).not.toMatch(/Bob|Ada|HYPERLINK/);
  });

  it('line up questions by what they are, where variants have not the same', () => {
    const [one, other] = mark.students;
    const questions = other.questions
      .filter(({ question }) => question.exercise !== 'winner')
      .map((own, at) => ({ ...own, number: at + 1 }));
    const shorter = { ...other, questions, points: new Fraction(29), of: new Fraction(29) };
    const both = { ...mark, students: [shorter, one] };
    const [, first, last] = marksCsv(both).split('\n');
    expect(first).toBe('Bob,Bob,AAAA-0001,4,1,,1,3,4,4,8,4,29,29,100');
    expect(last).toContain('7KQ2-M0XA,4,1,5,1,3,4,4,2,4,28,34,82.35');
    expect(questionFigures(both).map(({ number, exercise }) => `${number} ${exercise}`)).toContain('4 loss');
    expect(terminal([marksTable(both)])).toContain('29 of 29');
  });

  it('come with feedback on each answer', () => {
    const text = terminal(feedbackDocument(mark.students[2]).blocks);
    expect(text).toContain('Variant 7KQ2-M0XA: 26 of 34 points, 76%.');
    expect(text).toMatch(/o_11 +left open +−7\n/);
    expect(text).toMatch(/p +4 +wrong +1\n/);
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Mistake: All 4 entries of dL/dW have the opposite sign of ours: the derivative of the loss has the wrong sign.',
    );
    expect(text).toMatch(/∂L\/∂W_11 +4 +wrong +−4\n/);
  });

  it('are JSON with exact points', () => {
    const json = JSON.parse(JSON.stringify(marksJson(mark)));
    expect(json.students[0]).toMatchObject({ variant: '7KQ2-M0XA', points: '28', of: '34' });
    expect(json.students[0].questions[7].fields[0]).toEqual({
      key: '8.dL/dW_11',
      written: '4',
      outcome: 'wrong',
      points: '0',
      right: '-4',
    });
  });
});
