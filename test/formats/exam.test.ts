import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exercises } from '../../src/exercises/index.ts';
import { assets } from '../../src/formats/assets.ts';
import type { Paper } from '../../src/formats/paper.ts';
import { tex } from '../../src/formats/tex.ts';
import type { Model } from '../../src/model/model.ts';
import { type Student, sheetDocument, type Target, targets } from '../../src/worksheet/documents.ts';
import { NiceValues } from '../../src/worksheet/nice-values.ts';
import { planOf, type WorksheetPlan } from '../../src/worksheet/section.ts';
import { type Sheet, sheetOf } from '../../src/worksheet/sheet.ts';
import { example, examples } from '../examples.ts';
import { have, haveTexFile } from '../tools.ts';

const install = 'apt-get install texlive-latex-extra texlive-luatex';
const hasTex =
  have('pdflatex', install) &&
  have('lualatex', install) &&
  ['exam.cls', 'luaotfload.sty'].every((file) => haveTexFile(file, install));
const hasPoppler = hasTex && have('pdftotext', 'apt-get install poppler-utils');

type Program = 'pdflatex' | 'lualatex';

/** lualatex takes its time, and all that sheets and keys have is in the solutions as well. */
const programs: Readonly<Record<Target, readonly Program[]>> = {
  sheet: ['pdflatex'],
  key: ['pdflatex'],
  solution: ['pdflatex', 'lualatex'],
};

const code = '7KQ2-M0XA';

describe('a worksheet in LaTeX', () => {
  it.each(examples)('%s is an exam, with its points, blanks and work space', async (_, model) => {
    const own = sheet(model);
    const written = await latex(own, 'sheet');
    expect(written).toMatch(/^\\documentclass\[11pt,a4paper,addpoints\]\{exam\}\n/);
    expect(written.match(/\\titledquestion/g)).toHaveLength(own.questions.length);
    expect(written.match(/\\vspace\*\{\d+\.\dcm\}/g)).toHaveLength(own.questions.length);
    expect(written).not.toMatch(/\\printanswers$/m);
    expect(written).not.toContain('{solution}');
  });

  it('has the words of the class for whole and half points, and says others', async () => {
    const heads = async (points: number): Promise<string[]> =>
      (await latex(sheet(example('a-worksheet'), { gradient: points }), 'key')).match(
        /\\titledquestion.*/g,
      ) ?? [];
    expect(await heads(1)).toEqual(['\\titledquestion{The gradient by $W$}[4]']);
    expect(await heads(0.375)).toEqual(['\\titledquestion{The gradient by $W$}[1\\half]']);
    expect(await heads(0.125)).toEqual(['\\titledquestion{The gradient by $W$}[\\half]']);
    expect(await heads(0.3)).toEqual(['\\titledquestion{The gradient by $W$ (1.2 points)}']);
  });

  for (const target of targets)
    it.runIf(hasTex).each(examples)(
      `%s: the ${target} compiles with ${programs[target].join(' and ')}, without an overfull line`,
      async (_, model) => {
        const document = await latex(sheet(model), target);
        for (const program of programs[target])
          expect(complaints(typeset(document, program).log), program).toEqual([]);
      },
    );

  it.runIf(hasPoppler).each(examples)(
    '%s: the solution without \\printanswers prints what the sheet prints',
    async (_, model) => {
      const own = sheet(model);
      const solution = await latex(own, 'solution');
      const student = solution.replace(/^\\printanswers$/m, '%$&');
      expect(student).not.toBe(solution);
      const text = words(await latex(own, 'sheet'));
      expect(text).toContain('Name: Date:');
      expect(words(student)).toBe(text);
      expect(words(solution)).toContain('Solution:');
    },
  );

  it.runIf(hasPoppler)('counts its pages, and begins with who it is for', async () => {
    const student = { id: 's17', name: '\\input{x} Ærøskøbing & 100% #1_ $y$' };
    const text = words(await latex(sheet(example('a-worksheet')), 'sheet', student));
    expect(text).toMatch(
      /^Name: \\input\{x\} Ærøskøbing & 100% #1_ \$y\$ \(s17\) Date: Variant 7KQ2-M0XA How a filter learns Questions: 12 Points: \d+/,
    );
    expect(text).toMatch(/Page 1 of (\d) .* Page \1 of \1 $/);
  });

  it.runIf(hasTex)('has letters of names in pdflatex and lualatex', async () => {
    const student = { id: 's18', name: 'Ődön Straße Łukasz Çağrı' };
    const solution = await latex(sheet(example('a-worksheet'), { gradient: 0.5 }), 'solution', student);
    for (const program of programs.solution)
      expect(complaints(typeset(solution, program).log), program).toEqual([]);
  });

  it.runIf(hasPoppler)('compiles with points that the class cannot count, without their sum', async () => {
    const text = words(await latex(sheet(example('a-worksheet'), { gradient: 0.3 }), 'sheet'));
    expect(text).toContain('(1.2 points)');
    expect(text).not.toContain('Points:');
  });

  it.runIf(hasPoppler).each([
    ['a4', '595.276 x 841.89'],
    ['letter', '612 x 792'],
  ] as const)('is on %s where that is said', async (paper, size) => {
    const document = await latex(sheet(example('a-worksheet')), 'sheet', undefined, paper);
    const { stdout } = spawnSync('pdfinfo', [typeset(document).pdf], { encoding: 'utf8' });
    expect(stdout).toContain(`Page size:       ${size} pts`);
  });
});

/** All exercises, with hints; or one that gives so many points for each field. */
function sheet(model: Model, points?: { readonly gradient: number }): Sheet {
  const whole = planOf(model, points ? Object.keys(points) : Object.keys(exercises));
  const plan: WorksheetPlan = {
    ...whole,
    hints: true,
    exercises: whole.exercises.map((one) => (points ? { ...one, points: points.gradient } : one)),
  };
  return sheetOf(model.random ? new NiceValues(model, plan.numbers).variant(code) : model, code, plan);
}

async function latex(own: Sheet, target: Target, student?: Student, paper?: Paper): Promise<string> {
  return String(await tex.write(sheetDocument(own, target, student), assets, paper));
}

interface Typeset {
  readonly pdf: string;
  readonly log: string;
}

/** What was set already, by its LaTeX. */
const known = new Map<string, Typeset>();

/** Each document once: until the numbers of pages and points and the widths of tables stand. */
function typeset(document: string, program: Program = 'pdflatex'): Typeset {
  const made = known.get(program + document) ?? set(document, program);
  known.set(program + document, made);
  return made;
}

function set(document: string, program: Program): Typeset {
  const folder = mkdtempSync(join(tmpdir(), 'gradsheet-exam-'));
  writeFileSync(join(folder, 'page.tex'), document);
  let log = texRun(folder, program);
  for (let again = 0; again < 3 && log.includes('Rerun'); again++) log = texRun(folder, program);
  return { pdf: join(folder, 'page.pdf'), log };
}

function words(document: string): string {
  const { stdout } = spawnSync('pdftotext', ['-layout', typeset(document).pdf, '-'], { encoding: 'utf8' });
  return stdout.replace(/\s+/g, ' ');
}

/** One run, and its log. */
function texRun(folder: string, program: Program): string {
  const options = ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape'];
  spawnSync(program, [...options, 'page.tex'], { cwd: folder });
  const log = readFileSync(join(folder, 'page.log'), 'latin1');
  expect(log).toContain('Output written on page.pdf');
  return log;
}

function complaints(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => /^!|undefined|Warning|^Missing character/.test(line) || overfull(line) > 1);
}

/** Points of TeX by which a box is too wide or too high. */
function overfull(line: string): number {
  return Number(/^Overfull .*\((\d+(\.\d+)?)pt too/.exec(line)?.[1] ?? 0);
}
