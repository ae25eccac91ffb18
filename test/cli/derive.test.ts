import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model } from './run.ts';

const seed = model('how-a-filter-learns');

describe('gradsheet derive', () => {
  it('writes LaTeX, a page and a PDF to out/ and says in the terminal what it found', async () => {
    const cwd = emptyFolder();
    const { status, out } = await gradsheet(['derive', seed], { cwd });
    expect(status).toBe(0);
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(
      ['html', 'pdf', 'tex'].map((ending) => `how-a-filter-learns.${ending}`),
    );
    expect(out).toContain('o_11 = I_11 W_11 + I_12 W_12 + I_21 W_21 + I_22 W_22');
    expect(out).toMatch(/∂L\/∂W = ⎛ −4 {2}−6 ⎞/);
    expect(out).toContain('Central differences');
    expect(out).toContain('wrote out/how-a-filter-learns.pdf');
  });

  it.each(['tex', 'html', 'md', 'ipynb', 'json', 'typ'])(
    'takes the format from the ending .%s',
    async (ending) => {
      const cwd = emptyFolder();
      expect((await gradsheet(['derive', seed, '-o', `lesson.${ending}`], { cwd })).status).toBe(0);
      expect(readdirSync(cwd)).toEqual([`lesson.${ending}`]);
    },
  );

  it('writes nothing but the document to standard output', async () => {
    const { status, out, err } = await gradsheet(['derive', seed, '--to', 'md', '-o', '-']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^# How a filter learns\n/);
  });

  it('reads a model from standard input', async () => {
    const { status, out } = await gradsheet(['derive', '-', '--to', 'md', '-o', '-'], {
      input: readFileSync(seed, 'utf8'),
    });
    expect(status).toBe(0);
    expect(out).toContain('# How a filter learns');
  });

  it('differentiates by what --wrt names', async () => {
    const { out } = await gradsheet(['derive', seed, '--wrt', 'I', '--to', 'md', '-o', '-']);
    expect(out).toContain('\\frac{\\partial L}{\\partial I}');
    expect(out).not.toContain('\\frac{\\partial L}{\\partial W}');
  });

  it('says more with each --detail', async () => {
    const [brief, steps, full] = await Promise.all(
      ['brief', 'steps', 'full'].map(
        async (detail) =>
          (
            await gradsheet([
              'derive',
              model('conv-relu-maxpool-dense'),
              '--detail',
              detail,
              '--to',
              'md',
              '-o',
              '-',
            ])
          ).out.length,
      ),
    );
    expect(brief).toBeLessThan(steps);
    expect(steps).toBeLessThan(full);
  });

  it.each([
    [
      ['derive', 'nothing.yaml'],
      'nothing.yaml: there is no such file, expected a model file as YAML or JSON.',
    ],
    [['derive', '.'], '.: this is a folder, expected a model file as YAML or JSON.'],
    [
      ['derive', seed, '-o', 'a.doc'],
      '-o a.doc: found the ending ".doc", expected one of .tex, .html, .pdf, .md, .ipynb, .json, .typ, or --to with a format.',
    ],
    [
      ['derive', seed, '-o', '-'],
      '-o -: standard output has no ending to choose the format by, expected --to with one of tex, html, pdf, md, ipynb, json, typ, beamer, slides.',
    ],
    [
      ['derive', seed, '--wrt', 'V', '-o', 'a.md'],
      '--wrt: found "V", expected the input or a parameter of the model; this model has I, W.',
    ],
    [
      ['derive', seed, '--to', 'doc'],
      "gradsheet: option '--to <format>' argument 'doc' is invalid. Allowed choices are tex, html, pdf, md, ipynb, json, typ, beamer, slides. See gradsheet --help.",
    ],
    [['derive'], "gradsheet: missing required argument 'model'. See gradsheet --help."],
    [
      ['derive', seed, '--to', 'beamer', '-o', 'talk.pdf'],
      '-o talk.pdf: found the ending of a PDF, expected .tex: beamer is LaTeX, and pdflatex makes the PDF; or take --to slides.',
    ],
    [['derve', seed], "gradsheet: unknown command 'derve'; did you mean derive? See gradsheet --help."],
  ])('refuses %j in one sentence', async (args, sentence) => {
    expect(await gradsheet(args)).toEqual({ status: 2, out: '', err: `${sentence}\n` });
  });

  it('names a folder that is not there', async () => {
    const { status, err } = await gradsheet(['derive', seed, '-o', 'none/a.tex']);
    expect({ status, err }).toEqual({
      status: 2,
      err: 'none/a.tex: cannot be written, since its folder does not exist; choose another place with -o.\n',
    });
  });

  it.each([
    [
      ['derive', seed, '-o', 'afile/x.tex'],
      'afile/x.tex: cannot be written, since part of its path is a file, not a folder; choose another place with -o.',
    ],
    [
      ['figure', seed, 'windows', '-o', 'afile/x.svg'],
      'afile/x.svg: cannot be written, since part of its path is a file, not a folder; choose another place with -o.',
    ],
    [
      ['code', seed, '-o', 'afile/x.py'],
      'afile/x.py: cannot be written, since part of its path is a file, not a folder; choose another place with -o.',
    ],
    [
      ['worksheet', model('a-worksheet'), '--variants', '1', '-o', 'afile'],
      'afile: cannot be written, since there is a file of that name, not a folder; choose another place with -o.',
    ],
  ])('says of %j that a file is where a folder should be', async (args, sentence) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'afile'), 'mine');
    const { status, err } = await gradsheet(args, { cwd });
    expect({ status, err }).toEqual({ status: 2, err: `${sentence}\n` });
    expect(readFileSync(join(cwd, 'afile'), 'utf8')).toBe('mine');
  });

  it('leaves what was there untouched when the new one cannot be made', async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'a.tex'));
    const refused = await gradsheet(['derive', seed, '-o', 'a.tex'], { cwd });
    expect(refused.status).toBe(2);
    expect(refused.err).toBe(
      'a.tex: cannot be written, since it is a folder; choose another place with -o.\n',
    );
    writeFileSync(join(cwd, 'b.md'), 'mine');
    expect((await gradsheet(['derive', 'bad.yaml', '-o', 'b.md'], { cwd })).status).toBe(2);
    expect(readFileSync(join(cwd, 'b.md'), 'utf8')).toBe('mine');
    expect(readdirSync(cwd).sort()).toEqual(['a.tex', 'b.md']);
  });

  it('writes LaTeX and the page, then says what to do, where no browser starts', async () => {
    const cwd = emptyFolder();
    const { status, err } = await gradsheet(['derive', seed], {
      cwd,
      env: { PUPPETEER_EXECUTABLE_PATH: '/bin/false' },
    });
    expect(status).toBe(3);
    expect(err).toMatch(
      /^The PDF needs a browser and none started \(\/bin\/false: .*\); set PUPPETEER_EXECUTABLE_PATH to a Chrome, Chromium or Edge that does\.\n$/,
    );
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual([
      'how-a-filter-learns.html',
      'how-a-filter-learns.tex',
    ]);
  });

  it('prints with Typst, where no browser starts, the same bytes in every process', async () => {
    const made = await Promise.all(
      [1, 2].map(async () => {
        const cwd = emptyFolder();
        const args = ['derive', seed, '--engine', 'typst', '-o', 'a.pdf'];
        const { status, err } = await gradsheet(args, {
          cwd,
          env: { PUPPETEER_EXECUTABLE_PATH: '/bin/false' },
        });
        expect({ status, err }).toEqual({ status: 0, err: '' });
        return readFileSync(join(cwd, 'a.pdf'));
      }),
    );
    expect(made[0].equals(made[1])).toBe(true);
  });

  it('names a PUPPETEER_EXECUTABLE_PATH that is no program', async () => {
    const { status, err } = await gradsheet(['derive', seed, '-o', 'a.pdf'], {
      env: { PUPPETEER_EXECUTABLE_PATH: '/nowhere' },
    });
    expect({ status, err }).toEqual({
      status: 2,
      err: 'PUPPETEER_EXECUTABLE_PATH: found "/nowhere", which is no program; set it to a Chrome, Chromium or Edge, or unset it.\n',
    });
  });
});
