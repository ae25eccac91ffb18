import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sameNumbers } from '../code/same-numbers.ts';
import { emptyFolder, gradsheet, model } from './run.ts';

const seed = model('how-a-filter-learns');

describe('gradsheet code', () => {
  it('writes NumPy to out/ where nothing else is said', async () => {
    const cwd = emptyFolder();
    const { status, out } = await gradsheet(['code', seed], { cwd });
    expect({ status, out }).toEqual({ status: 0, out: 'wrote out/how-a-filter-learns.py\n' });
    expect(readFileSync(join(cwd, 'out/how-a-filter-learns.py'), 'utf8')).toContain('import numpy as np');
  });

  it.each([
    ['a.py', 'import numpy'],
    ['a.js', 'export function forward'],
    ['a.mjs', 'export function forward'],
    ['a.c', '#include <math.h>'],
  ])('takes the target from the ending of %s', async (file, text) => {
    const cwd = emptyFolder();
    expect((await gradsheet(['code', seed, '-o', file], { cwd })).out).toBe(`wrote ${file}\n`);
    expect(readFileSync(join(cwd, file), 'utf8')).toContain(text);
    expect(readdirSync(cwd)).toEqual([file]);
  });

  it('writes what --to says, nothing but the code to standard output', async () => {
    const { status, out, err } = await gradsheet(['code', seed, '--to', 'torch', '-o', '-']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^"""How a filter learns\n/);
    expect(out).toContain('import torch');
  });

  it('differentiates by what --wrt names', async () => {
    const { out } = await gradsheet(['code', seed, '--to', 'js', '--wrt', 'W', '-o', '-']);
    expect(out).toContain('return { dW };');
    expect(out).not.toContain('dI');
  });

  it('writes the numbers of a variant, and code without numbers where none is named', async () => {
    const variant = await gradsheet([
      'code',
      model('a-worksheet'),
      '--variant',
      '7KQ2-M0XA',
      '--to',
      'js',
      '-o',
      '-',
    ]);
    expect(variant.out).toContain('export const values = {\n  I: [[');
    const without = await gradsheet(['code', model('a-worksheet'), '--to', 'js', '-o', '-']);
    expect(without.out).toContain(
      '// The numbers are not in this file. Run by Node it takes a file of JSON with lists in lists by name:\n// I (3 × 3), W (2 × 2), y (a number)\n',
    );
  });

  it('writes for a model that is too large to be written out entry by entry', async () => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'large.yaml'),
      'input: { shape: [64, 224, 224] }\nlayers: [{ Conv2d: { out_channels: 64, kernel_size: 7 } }]\nloss: Sum\n',
    );
    expect(await gradsheet(['code', 'large.yaml', '-o', 'large.c'], { cwd })).toEqual({
      status: 0,
      out: 'wrote large.c\n',
      err: '',
    });
  });

  it('runs as a program of Node and prints the numbers that eval prints', async () => {
    const cwd = emptyFolder();
    await gradsheet(['code', seed, '-o', 'a b@c.mjs'], { cwd });
    const found = JSON.parse(execFileSync(process.execPath, [join(cwd, 'a b@c.mjs')], { encoding: 'utf8' }));
    sameNumbers(found, JSON.parse((await gradsheet(['eval', seed, '--json'])).out));
  });

  it.each([
    [
      ['code', seed, '-o', 'a.rs'],
      '-o a.rs: found the ending ".rs", expected one of .py, .mjs, .js, .c, or --to with a target.',
    ],
    [
      ['code', seed, '-o', '-'],
      '-o -: standard output has no ending to choose the target by, expected --to with one of numpy, torch, jax, js, c.',
    ],
    [
      ['code', seed, '--wrt', 'V', '-o', 'a.py'],
      '--wrt: found "V", expected the input or a parameter of the model; this model has I, W.',
    ],
    [
      ['code', seed, '--to', 'rust'],
      "gradsheet: option '--to <target>' argument 'rust' is invalid. Allowed choices are numpy, torch, jax, js, c. See gradsheet --help.",
    ],
    [['code', 'nothing.yaml'], 'nothing.yaml: there is no such file, expected a model file as YAML or JSON.'],
    [['code'], "gradsheet: missing required argument 'model'. See gradsheet --help."],
    [
      ['code', seed, '-o', 'none/a.c'],
      'none/a.c: cannot be written, since its folder does not exist; choose another place with -o.',
    ],
  ])('refuses %j in one sentence', async (args, sentence) => {
    expect(await gradsheet(args)).toEqual({ status: 2, out: '', err: `${sentence}\n` });
  });
});
