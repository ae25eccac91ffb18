import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classOf, lesson, rightAnswers } from '../grading/class.ts';
import { emptyFolder, gradsheet } from './run.ts';

const { sheet } = classOf(lesson);
const own = sheet('7KQ2-M0XA');
const right = [...rightAnswers(own)];

/** A folder with the model and the answers of two students of one variant, one of them with a wrong o_11. */
function folder(answers = table(['Ada', {}], ['=Bob', { '1.o_11': '5' }])): string {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'lesson.yaml'), lesson);
  writeFileSync(join(cwd, 'answers.csv'), answers);
  return cwd;
}

function table(...students: readonly (readonly [string, Readonly<Record<string, string>>])[]): string {
  const lines = students.map(([name, others]) =>
    [name, '7KQ2-M0XA', ...right.map(([key, text]) => others[key] ?? text)].join(','),
  );
  return `${[['student', 'variant', ...right.map(([key]) => key)].join(','), ...lines].join('\n')}\n`;
}

describe('gradsheet grade', () => {
  it('prints the marks and writes them down, with feedback and a picture of the class', async () => {
    const cwd = folder();
    const { status, out, err } = await gradsheet(['grade', 'lesson.yaml', 'answers.csv', '-o', 'marks'], {
      cwd,
    });
    expect([status, err]).toEqual([0, '']);
    expect(out).toBe(
      `Student  Variant    1  2  3  4  5  6  7  8  9  Total of 34  %
Ada      7KQ2-M0XA  4  1  5  1  3  4  4  8  4  34           100.0
=Bob     7KQ2-M0XA  3  1  5  1  3  4  4  8  4  33           97.1

wrote marks/marks.csv, marks/class.html and 2 files in marks/feedback
`,
    );
    expect(readFileSync(join(cwd, 'marks/marks.csv'), 'utf8')).toContain("'=Bob");
    expect(readdirSync(join(cwd, 'marks/feedback')).toSorted()).toEqual([
      '7KQ2-M0XA.1.html',
      '7KQ2-M0XA.2.html',
    ]);
    const page = readFileSync(join(cwd, 'marks/class.html'), 'utf8');
    expect(page).toContain('<img alt="Credited answers by question.');
    expect(page.replace(/base64,[^"')]*/g, '')).not.toMatch(/Ada|Bob/);
  });

  it('prints JSON, and writes nothing then', async () => {
    const cwd = folder();
    const { status, out } = await gradsheet(['grade', 'lesson.yaml', 'answers.csv', '--json'], { cwd });
    expect(status).toBe(0);
    const { of, students } = JSON.parse(out);
    expect([of, students.map(({ points }: { points: string }) => points)]).toEqual(['34', ['34', '33']]);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('reads formulas in LaTeX, and answers in JSON', async () => {
    const cwd = folder();
    const answers = [{ variant: '7KQ2-M0XA', '5.1': '\\frac{2 I_{33}}{2}', '9.W_new_11': '\\frac{2}{5}' }];
    writeFileSync(join(cwd, 'answers.json'), JSON.stringify(answers));
    const { out } = await gradsheet(['grade', 'lesson.yaml', 'answers.json', '--json'], { cwd });
    expect(JSON.parse(out).students[0].points).toBe('2');
  });

  it('finds the model of a folder of worksheets, and knows its sheets', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'sheets'));
    const manifest = { model: 'lesson.yaml', variants: [{ code: '7KQ2-M0XA' }] };
    writeFileSync(join(cwd, 'sheets/manifest.json'), JSON.stringify(manifest));
    expect((await gradsheet(['grade', 'sheets', 'answers.csv', '--to', 'md'], { cwd })).status).toBe(0);
    expect(existsSync(join(cwd, 'out/lesson-marks/class.md'))).toBe(true);
    writeFileSync(join(cwd, 'answers.csv'), 'variant,2.p\n7KQ2-M0XB,1\n');
    expect(await gradsheet(['grade', 'sheets', 'answers.csv'], { cwd })).toEqual({
      status: 2,
      out: '',
      err: 'answers.csv:2: found the variant 7KQ2-M0XB, which is on none of the 1 sheets of the manifest; did you mean 7KQ2-M0XA?\n',
    });
    expect((await gradsheet(['grade', '.', 'answers.csv'], { cwd })).err).toBe(
      '.: this is a folder without a manifest.json that names a model; name the model file that the worksheets were made from.\n',
    );
  });

  it('refuses bad input in one sentence', async () => {
    const cwd = folder('variant,2.q\n7KQ2-M0XA,1\n');
    const unknown = await gradsheet(['grade', 'lesson.yaml', 'answers.csv'], { cwd });
    expect(unknown.status).toBe(2);
    expect(unknown.err).toMatch(
      /^answers\.csv:1: found the unknown column "2\.q"; did you mean 2\.p\? [^\n]*\n$/,
    );
    expect(existsSync(join(cwd, 'out'))).toBe(false);
    expect((await gradsheet(['grade', 'lesson.yaml', 'none.csv'], { cwd })).err).toBe(
      'none.csv: there is no such file, expected a CSV or JSON file.\n',
    );
  });
});
