import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { answerRows } from '../../src/grading/answer-rows.ts';
import { gradeClass } from '../../src/grading/grade-class.ts';
import { treeOf } from '../tree-of.ts';
import { classOf, lesson } from './class.ts';

const rows = (text: string, file = 'answers.csv') => answerRows(new TextEncoder().encode(text), file);

const { model, plan } = classOf(lesson);
const grade = (text: string, file?: string) =>
  gradeClass(model, plan, rows(text, file), { treeOf, tex: undefined });

function message(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

describe('reading the answers of a class', () => {
  it('reads a row a student, from spreadsheets of all kinds', () => {
    const same = [
      'student,variant,1.o_11\nAda,7KQ2-M0XA,"3/4"\n',
      '\uFEFFstudent;variant;1.o_11\r\nAda;7kq2-m0xa;3/4\r\n\r\n',
      'name\tcode\t1.o_11\nAda\t7KQ2-M0XA\t3/4',
      'STUDENT , Variant , 1.o_11\n Ada ,7KQ2-M0XA,3/4\n',
    ];
    for (const text of same) {
      const [row] = rows(text);
      expect([row.code, row.id, row.name, row.answers.get('1.o_11')]).toEqual([
        '7KQ2-M0XA',
        'Ada',
        'Ada',
        '3/4',
      ]);
    }
  });

  it('reads JSON, numbers digit by digit', () => {
    const list = '[{ "variant": "7KQ2-M0XA", "id": 17, "name": "Ada", "1.o_11": 0.670, "2.p": null }]';
    const byCode = '{ "7KQ2-M0XA": { "id": 17, "name": "Ada", "1.o_11": 0.670, "2.p": null } }';
    for (const text of [list, byCode]) {
      const [row] = rows(text, 'answers.json');
      expect([row.code, row.id, row.name]).toEqual(['7KQ2-M0XA', '17', 'Ada']);
      expect([...row.answers]).toEqual([
        ['1.o_11', '0.670'],
        ['2.p', ''],
      ]);
    }
  });

  it('keeps a list or a map as a text: it costs its own cell', () => {
    const [row] = rows('[{ "variant": "A-1", "2.p": [1, 2], "2.v": { "a": 1 } }]', 'answers.json');
    expect([...row.answers.values()]).toEqual(['[1,2]', '{"a":1}']);
  });

  it('takes from names what would command a terminal', () => {
    expect(rows('name,variant\n"\u001b[2JA\u202Eda\u0007\nx",A-1\n')[0].name).toBe('[2JA da x');
    expect(rows(`name,variant\n${'x'.repeat(5000)},A-1\n`)[0].name?.length).toBe(200);
  });

  it.each([
    ['', 'answers.csv: the file is empty, expected a line that names the columns.'],
    ['variant\n', 'answers.csv: found no students, expected one in each row.'],
    ['variant,1.o_11\nA-1,2\nA-2,1,3\n', 'answers.csv:3: found 3 cells, expected 2, as in the first line.'],
    ['variant,1.o_11\n"A-\n1",2\nA-2\n', 'answers.csv:4: found 1 cell, expected 2, as in the first line.'],
    [
      'variant,1.o_11\nA-1,"2\n',
      'answers.csv:2: a quotation mark is not closed, or stands within a cell; write "" for one within a cell.',
    ],
    ['variant,\nA-1,2\n', 'answers.csv:1: column 2 has no name, expected one for each.'],
    ['variant,2.p,2.p\nA-1,2,3\n', 'answers.csv:1: the column "2.p" stands twice; leave one of them.'],
    [
      'student,1.o_11\nAda,2\n',
      'answers.csv:2: the code of the variant is missing; it is printed on the sheet, such as 7KQ2-M0XA, and belongs in the column variant.',
    ],
    [
      'variant\n../../etc/passwd\n',
      'answers.csv:2: found "../../etc/passwd" as a variant, expected a code such as 7KQ2-M0XA.',
    ],
    [
      'student,variant\nAda,A-1\nBob,A-2\nAda,A-3\n',
      'answers.csv:4: found "Ada" again, whose answers stand at answers.csv:2 already; expected one row for each student.',
    ],
    [
      'variant\nA-1\na-1\n',
      'answers.csv:3: found "A-1" again, whose answers stand at answers.csv:2 already; expected one row for each student.',
    ],
  ])('refuses %j in a sentence', (text, expected) => {
    expect(message(() => rows(text))).toBe(expected);
  });

  it.each([
    ['3', 'answers.json: expected a list of maps, one for each student, or a map of them by code.'],
    [
      '[4]',
      'answers.json:1:2: [0]: expected a map of answers, such as { "variant": "7KQ2-M0XA", "1.o_11": "3/4" }.',
    ],
    ['{"A-1": {}, "A-1": {}}', 'answers.json:1:20: A-1: the variant "A-1" stands twice; leave one of them.'],
    [
      '[{"variant": "A-1", "2.p": 1, "2.p": 2}]',
      'answers.json:1:2: the column "2.p" stands twice; leave one of them.',
    ],
  ])('refuses %s in a sentence', (text, expected) => {
    expect(message(() => rows(text, 'answers.json'))).toBe(expected);
  });

  it('refuses other files', () => {
    expect(message(() => rows('x', 'answers.xlsx'))).toBe(
      'answers.xlsx: found the ending ".xlsx", expected answers in .csv or .json.',
    );
    expect(message(() => answerRows(Uint8Array.of(0xff, 0xfe, 0x41), 'answers.csv'))).toBe(
      'answers.csv: not text in UTF-8, expected the answers of a class.',
    );
  });
});

describe('columns of answers', () => {
  it('knows fields by key, by number and by shorter names', () => {
    const { students } = grade(
      'variant,1.o_11,1.2,3.winner,7.sum.1,L,W_new_11\n7KQ2-M0XA,-7,-1,D,I_22,4,0.4\n',
    );
    expect(students[0].points.toFraction()).toBe('6');
  });

  it('suggests the column that was meant', () => {
    expect(message(() => grade('variant,1.o_13\n7KQ2-M0XA,2\n'))).toBe(
      'answers.csv:1: found the unknown column "1.o_13"; did you mean 1.o_11? Columns are variant, code, student, name, id and the fields of the sheets: 1.o_11, 1.o_12, 1.o_21, 1.o_22, 2.p, 3.winner, 3.dL/do_11, 3.dL/do_12, 3.dL/do_21, 3.dL/do_22, 4.L, 5.do_22/dW_22, ….',
    );
    expect(message(() => grade('variant,__proto__,constructor\n7KQ2-M0XA,2,3\n'))).toContain(
      'found the unknown column "__proto__". Columns are',
    );
  });

  it('refuses two columns for a field, and answers to what another variant asks', () => {
    expect(message(() => grade('variant,1.o_11,1.1\n7KQ2-M0XA,2,2\n'))).toBe(
      'answers.csv:2: two columns are about 1.o_11, one of them "1.1"; leave one.',
    );
    const two = (first: string): string =>
      `variant,5.do_22/dW_22,5.do_12/dW_11\n7KQ2-M0XA,I_33,${first}\nAAAA-0001,,I_12\n`;
    expect(grade(two('')).students.map(({ points }) => points.toFraction())).toEqual(['1', '1']);
    expect(message(() => grade(two('I_12')))).toBe(
      'answers.csv:2: found an answer in the column "5.do_12/dW_11", which variant 7KQ2-M0XA does not ask; did you mean 5.do_11/dW_11?',
    );
  });
});
