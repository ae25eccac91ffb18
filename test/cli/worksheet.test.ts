import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model, root, spawned } from './run.ts';

const file = model('a-worksheet');
const options = ['--seed', 'spring', '--to', 'html', '-o', 'class'];

function made(cwd: string, folder = 'class'): Record<string, string> {
  const names = readdirSync(join(cwd, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    names.map((name) => [name.slice(join(cwd, folder).length + 1), sha256(readFileSync(name))]),
  );
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

describe('worksheet', () => {
  it('writes sheets, keys, solutions, an overview and a manifest that lists them with their hashes', async () => {
    const cwd = emptyFolder();
    const { status, out } = await gradsheet(['worksheet', file, '--variants', '3', ...options], { cwd });
    expect(status).toBe(0);
    expect(out).toBe('wrote 3 variants to class: sheets/, keys/, solutions/, overview.html, manifest.json\n');
    const { 'manifest.json': _, ...files } = made(cwd);
    const {
      seed,
      variants,
      files: others,
    } = JSON.parse(readFileSync(join(cwd, 'class/manifest.json'), 'utf8'));
    expect(seed).toBe('spring');
    expect(variants).toHaveLength(3);
    const listed = [...variants.flatMap((variant: { files: unknown[] }) => variant.files), ...others];
    expect(Object.fromEntries(listed.map(({ file: name, sha256: hash }) => [name, hash]))).toEqual(files);
  });

  it('writes the same bytes with one thread and with two', async () => {
    const [one, two] = [emptyFolder(), emptyFolder()];
    await gradsheet(['worksheet', file, '--variants', '4', '--workers', '1', ...options], { cwd: one });
    await gradsheet(['worksheet', file, '--variants', '4', '--workers', '2', ...options], { cwd: two });
    expect(made(one)).toEqual(made(two));
    expect(Object.keys(made(one))).toHaveLength(14);
  });

  it('goes on where it was killed, and mends what was damaged', async () => {
    const [whole, cut] = [emptyFolder(), emptyFolder()];
    const args = ['worksheet', file, '--variants', '12', '--workers', '1', ...options];
    await gradsheet(args, { cwd: whole });
    const process_ = spawn(process.execPath, [join(root, 'bin/gradsheet.js'), ...args], { cwd: cut });
    await new Promise<void>((resolve) => {
      process_.stderr.on('data', (text: Buffer) => {
        // After the first lines of progress.
        if (String(text).includes('4 of 12')) process_.kill('SIGKILL');
      });
      process_.on('exit', () => resolve());
    });
    expect(existsSync(join(cut, 'class/manifest.json'))).toBe(false);
    const before = Object.keys(made(cut)).filter((name) => name.startsWith('sheets/'));
    expect(before.length).toBeGreaterThanOrEqual(4);
    expect(before.length).toBeLessThan(12);
    writeFileSync(join(cut, 'class', before[0]), 'half a she');
    const { status, err } = await gradsheet(args, { cwd: cut });
    expect(status).toBe(0);
    expect(err).toMatch(/^\d of 12 variants are finished already\./);
    expect(made(cut)).toEqual(made(whole));
  });

  it('prints a sheet for each student of a roster, and their names nowhere else', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'class.csv'), 'id,name\nm1,"Ada <b>Lovelace</b>"\nm2,Emmy Noether\n');
    await gradsheet(['worksheet', file, '--roster', 'class.csv', ...options], { cwd });
    const first = made(cwd);
    const manifest = readFileSync(join(cwd, 'class/manifest.json'), 'utf8');
    expect(manifest).toContain('"student": "m1"');
    expect(manifest).not.toContain('Ada');
    const [{ code }] = JSON.parse(manifest).variants;
    const sheet = readFileSync(join(cwd, `class/sheets/${code}.html`), 'utf8');
    expect(sheet).toContain('Ada &lt;b&gt;Lovelace&lt;/b&gt;');
    writeFileSync(join(cwd, 'class.csv'), 'id,name\nm0,Sofja\nm1,"Ada <b>Lovelace</b>"\nm2,Emmy Noether\n');
    await gradsheet(['worksheet', file, '--roster', 'class.csv', ...options], { cwd });
    const second = made(cwd);
    for (const name of Object.keys(first).filter((one) => one.startsWith('sheets/')))
      expect(second[name]).toBe(first[name]);
    expect(Object.keys(second).filter((one) => one.startsWith('sheets/'))).toHaveLength(3);
  });

  it('writes all variants for learning management systems, the same on every run', async () => {
    const cwd = emptyFolder();
    const args = (folder: string) => [
      'worksheet',
      file,
      '--variants',
      '2',
      '--targets',
      'sheet',
      '--to',
      'md',
      '--lms',
      'moodle,qti21,qti12',
      '-o',
      folder,
    ];
    expect((await gradsheet(args('one'), { cwd })).out).toBe(
      'wrote 2 variants to one: sheets/, moodle.xml, qti21.zip, qti12.zip, manifest.json\n',
    );
    spawned(args('two'), { cwd });
    expect(made(cwd, 'one')).toEqual(made(cwd, 'two'));
  });

  it('makes a sheet anew when what it is made from has changed, and says which files are of another run', async () => {
    const cwd = emptyFolder();
    const make = async (title: string, more: readonly string[] = []) => {
      writeFileSync(
        join(cwd, 'm.yaml'),
        readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${title}`),
      );
      const args = ['worksheet', 'm.yaml', '--variants', '2', '--targets', 'sheet', ...options, ...more];
      const { status, err } = await gradsheet(args, { cwd });
      expect(status).toBe(0);
      return err;
    };
    const titles = () =>
      Object.keys(made(cwd))
        .filter((name) => name.startsWith('sheets/'))
        .map((name) => /<title>(.*)<\/title>/.exec(readFileSync(join(cwd, 'class', name), 'utf8'))?.[1]);
    expect(await make('Frist sheet')).toBe('');
    expect(await make('First sheet')).toBe('');
    expect(titles()).toEqual(['First sheet', 'First sheet']);
    expect(await make('First sheet')).toBe('2 of 2 variants are finished already.\n');
    const [old] = Object.keys(made(cwd)).filter((name) => name.startsWith('sheets/'));
    expect(await make('First sheet', ['--seed', 'summer'])).toBe(
      `2 files in class are not of this run, such as ${old}; the manifest lists those that are.\n`,
    );
  });

  it.each(['1', '2'])('says in a sentence what cannot be written, with %s threads', async (workers) => {
    const cwd = emptyFolder();
    const args = ['worksheet', file, '--variants', '2', '--targets', 'sheet', ...options];
    await gradsheet(args, { cwd });
    const [name] = Object.keys(made(cwd)).filter((one) => one.startsWith('sheets/'));
    rmSync(join(cwd, 'class'), { recursive: true });
    mkdirSync(join(cwd, 'class', name), { recursive: true });
    const { status, err } = await gradsheet([...args, '--workers', workers], { cwd });
    expect([status, err]).toEqual([
      2,
      `class/${name}: cannot be written, since it is a folder; choose another place with -o.\n`,
    ]);
  });

  it('keeps in the manifest what an earlier run made of the same', async () => {
    const cwd = emptyFolder();
    await gradsheet(['worksheet', file, '--variants', '2', '--targets', 'sheet', ...options], { cwd });
    await gradsheet(['worksheet', file, '--variants', '2', '--targets', 'key', ...options], { cwd });
    const { variants } = JSON.parse(readFileSync(join(cwd, 'class/manifest.json'), 'utf8'));
    for (const { code, files } of variants)
      expect(files.map((one: { file: string }) => one.file)).toEqual([
        `sheets/${code}.html`,
        `keys/${code}.html`,
      ]);
  });

  it('writes one PDF of all sheets on US letter, each beginning on a front side', async () => {
    const cwd = emptyFolder();
    const args = ['worksheet', file, '--variants', '3', '--engine', 'typst', '--paper', 'letter'];
    const bundled = async (sides: string) => {
      const { status, out } = await gradsheet(
        [...args, '--targets', 'sheet,key', '--bundle', sides, '-o', sides],
        {
          cwd,
        },
      );
      expect(status).toBe(0);
      expect(out).toBe(`wrote 3 variants to ${sides}: sheets/, keys/, sheets.pdf, keys.pdf, manifest.json\n`);
      return PDFDocument.load(readFileSync(join(cwd, sides, 'keys.pdf')));
    };
    const simplex = await bundled('simplex');
    const duplex = await bundled('duplex');
    const { variants } = JSON.parse(readFileSync(join(cwd, 'simplex/manifest.json'), 'utf8'));
    const pages = await Promise.all(
      variants.map(async ({ code }: { code: string }) =>
        (await PDFDocument.load(readFileSync(join(cwd, `simplex/keys/${code}.pdf`)))).getPageCount(),
      ),
    );
    expect(simplex.getPageCount()).toBe(pages.reduce((sum, count) => sum + count, 0));
    expect(duplex.getPageCount()).toBe(pages.reduce((sum, count) => sum + count + (count % 2), 0));
    for (const page of simplex.getPages()) expect(page.getSize()).toEqual({ width: 612, height: 792 });
  });

  it('writes sheets as slides that LaTeX and browsers open by their endings', async () => {
    const cwd = emptyFolder();
    const { status } = await gradsheet(['worksheet', file, '--to', 'beamer,slides', '-o', 'class'], { cwd });
    expect(status).toBe(0);
    const [sheet] = readdirSync(join(cwd, 'class/sheets'));
    const code = sheet.slice(0, 9);
    expect(readdirSync(join(cwd, 'class/sheets'))).toEqual([`${code}-slides.html`, `${code}-slides.tex`]);
    expect(readdirSync(join(cwd, 'class'))).toEqual(
      expect.arrayContaining(['overview-slides.html', 'overview-slides.tex']),
    );
  });

  it('writes the overview alone, with the names of a roster and the answers of each question', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'class.csv'), 'id,name\nm1,Ada Lovelace\n');
    const { status, out } = await gradsheet(
      ['worksheet', file, '--roster', 'class.csv', '--targets', 'overview', '--to', 'md', '-o', 'class'],
      { cwd },
    );
    expect([status, out]).toEqual([0, 'wrote 1 variant to class: overview.md, manifest.json\n']);
    expect(readFileSync(join(cwd, 'class/overview.md'), 'utf8')).toMatch(
      /\| `\w{4}-\w{4}` \| Ada Lovelace \| \*\*1\.\*\* (−?\d+, ){3}−?\d+ +\*\*2\.\*\*/,
    );
  });

  it('reads the model from standard input', async () => {
    const cwd = emptyFolder();
    const input = readFileSync(file, 'utf8');
    const { status, out } = await gradsheet(
      ['worksheet', '-', '--variants', '2', '--workers', '2', '--to', 'html', '--seed', 'spring'],
      { cwd, input },
    );
    expect([status, out]).toEqual([
      0,
      'wrote 2 variants to out/class-worksheets: sheets/, keys/, solutions/, overview.html, manifest.json\n',
    ]);
    await gradsheet(['worksheet', file, '--variants', '2', ...options], { cwd });
    expect(made(cwd, 'out/class-worksheets/sheets')).toEqual(made(cwd, 'class/sheets'));
  });

  it('prints one variant again, by the code on its sheet, and the same numbers in a derivation', async () => {
    const cwd = emptyFolder();
    await gradsheet(['worksheet', file, '--variants', '2', ...options], { cwd });
    const [, { code }] = JSON.parse(readFileSync(join(cwd, 'class/manifest.json'), 'utf8')).variants;
    await gradsheet(['worksheet', file, '--variant', code.toLowerCase(), '--to', 'html', '-o', 'again'], {
      cwd,
    });
    expect(made(cwd, 'again')[`sheets/${code}.html`]).toBe(made(cwd)[`sheets/${code}.html`]);
    const evaluated = await gradsheet(['eval', file, '--variant', code, '--json'], { cwd });
    expect(evaluated.status).toBe(0);
    const exact = JSON.parse(evaluated.out).loss.exact;
    const key = await gradsheet(
      [
        'worksheet',
        file,
        '--variant',
        code,
        '--exercises',
        'loss',
        '--targets',
        'key',
        '--to',
        'md',
        '-o',
        'key',
      ],
      { cwd },
    );
    expect(key.status).toBe(0);
    expect(readFileSync(join(cwd, `key/keys/${code}.md`), 'utf8')).toContain(`$L = ${exact}$`);
  });

  it.each(['worksheet', 'grade'])('%s wants a model with numbers', async (command) => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'bare.yaml'),
      'title: Bare\ninput: { name: I, shape: [2, 2] }\nlayers: [Flatten]\nloss: Sum\n',
    );
    writeFileSync(join(cwd, 'answers.csv'), 'variant,student\nA,Ada\n');
    const answers = command === 'grade' ? ['answers.csv'] : [];
    const { status, err } = await gradsheet([command, 'bare.yaml', ...answers], { cwd });
    expect(status).toBe(2);
    expect(err).toBe(
      'bare.yaml: the model has no numbers, expected values, such as values: { W: { random: integers, from: -2, to: 2 } }.\n',
    );
  });

  it.each<[string, readonly string[], string]>([
    [
      'an unknown exercise',
      ['--exercises', 'gradients'],
      'unknown exercise "gradients"; did you mean gradient? Known exercises: outputs, winner, loss, local, delta, law, sum, gradient, mistake, update.',
    ],
    [
      'a code that is none',
      ['--variant', 'a/b'],
      '--variant: found "a/b", expected a code such as 7KQ2-M0XA.',
    ],
    [
      'no students',
      ['--roster', 'empty.csv'],
      'empty.csv: found no students below the line that names the columns.',
    ],
    [
      'columns without a meaning',
      ['--roster', 'columns.csv'],
      'columns.csv:1: found the columns "mark", "group", expected one called id or name.',
    ],
    ['a student twice', ['--roster', 'twice.csv'], 'twice.csv:3: found "a" again, who is in line 2 already.'],
    [
      'one file for all without PDFs',
      ['--bundle'],
      '--bundle: one file for all is a PDF; write --to pdf, or leave --bundle out.',
    ],
    ['too many variants', ['--variants', '1000000'], 'Expected a whole number from 1 to 100000.'],
  ])('refuses %s in a sentence', async (_, more, sentence) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'empty.csv'), 'id\n');
    writeFileSync(join(cwd, 'columns.csv'), 'mark,group\n1,2\n');
    writeFileSync(join(cwd, 'twice.csv'), 'id\na\na\n');
    const { status, err } = await gradsheet(['worksheet', file, '--to', 'html', '-o', 'class', ...more], {
      cwd,
    });
    expect(status).toBe(2);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(sentence);
  });
});
