import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model } from './run.ts';

const seed = model('how-a-filter-learns');
const part = async (...args: string[]): Promise<string> => {
  const { status, out, err } = await gradsheet(['derive', seed, ...args]);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
};

describe('gradsheet derive --part', () => {
  it('prints LaTeX that can be pasted', async () => {
    expect(await part('--part', 'forward.L')).toBe(
      '% Needs amsmath.\n\\begin{align*}\n  L &= (p - y)^{2}\n\\end{align*}\n',
    );
  });

  it.each([
    ['math', 'L = (p - y)^{2}\n'],
    [
      'equation',
      '% Needs amsmath.\n\\begin{equation}\\label{eq:forward.L}\nL = (p - y)^{2}\n\\end{equation}\n',
    ],
    ['align', '% Needs amsmath.\n\\begin{align}\n  L &= (p - y)^{2} \\label{eq:forward.L}\n\\end{align}\n'],
  ])('sets it as %s', async (as, expected) => {
    expect(await part('--part', 'forward.L', '--as', as)).toBe(expected);
  });

  it('labels with the prefix that is asked for, every equation once', async () => {
    const labels = (await part('--part', 'backward.o', '--as', 'align', '--labels', 'app:')).match(
      /\\label\{.*?\}/g,
    );
    expect(labels).toEqual(['', '.2', '.3', '.4'].map((count) => `\\label{app:backward.o${count}}`));
  });

  it.each([
    ['md', '$$\n\\begin{aligned}\nL &= (p - y)^{2}\n\\end{aligned}\n$$\n'],
    ['typ', '$\n  L & = (p class("binary", -) y)^(2)\n$\n'],
  ])('writes it as %s', async (format, expected) => {
    expect(
      (await part('--part', 'forward.L', '--to', format)).replaceAll('\\( ', '(').replaceAll(' \\)', ')'),
    ).toBe(expected);
  });

  it('writes a piece of a page, and data', async () => {
    expect(await part('--part', 'forward.L', '--to', 'html')).toMatch(
      /^<div class="equation"><span class="katex-display">/,
    );
    expect(JSON.parse(await part('--part', 'forward.L', '--to', 'json')).blocks).toHaveLength(1);
  });

  it('writes several to a file', async () => {
    const cwd = emptyFolder();
    const args = ['derive', seed, '--part', 'gradient.W, law.Conv2d.W', '-o', 'gradient.tex'];
    expect(await gradsheet(args, { cwd })).toEqual({ status: 0, out: 'wrote gradient.tex\n', err: '' });
    expect(readdirSync(cwd)).toEqual(['gradient.tex']);
    expect(readFileSync(join(cwd, 'gradient.tex'), 'utf8').match(/\\begin\{align\*\}/g)).toHaveLength(2);
  });

  it('breaks lines to a column', async () => {
    const wide = await part('--part', 'gradient.W');
    expect(wide).toContain('pmatrix');
    expect((await part('--part', 'gradient.W', '--column', '3.3in')).match(/\\\\\[3pt\]/g)).toHaveLength(3);
    expect(await part('--part', 'gradient.W', '--column', '16cm')).toBe(wide);
  });

  it('lists what there is', async () => {
    const out = await part('--parts');
    expect(out).toContain('forward.L            L = (p − y)^2\n');
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('knows the checks though it leaves them out where nobody asks', async () => {
    expect(await part('--part', 'checks', '--to', 'md')).toContain('**Central differences**');
  });

  it.each([
    [
      ['--part', 'gradient.V'],
      /^--part: there is no part "gradient\.V"; did you mean gradient\.W\? There are notation, .*, checks, and the sections notation, given, forward, backward, gradient, values, meaning, checks\.\n$/,
    ],
    [
      ['--part', 'gradient.W', '-o', 'a.pdf'],
      /^--part: a part cannot be written as pdf, expected one of tex, html, md, json, typ\.\n$/,
    ],
    [
      ['--part', 'notation', '--to', 'typ'],
      /^--part: found a table, expected equations alone for Typst; write the whole derivation, or this part in another format\.\n$/,
    ],
    [
      ['--part', 'gradient.W', '--column', '3 inches'],
      /^gradsheet: option '--column <width>' argument '3 inches' is invalid\. Expected a length such as 3\.3in, 84mm, 8\.4cm, 240pt or 24em, with the size of the font where it is not 10pt: 3\.3in@9pt\. See gradsheet --help\.\n$/,
    ],
    [
      ['--part', 'gradient.W', '--column', '1cm'],
      /^gradsheet: option '--column <width>' argument '1cm' is invalid\. Found 1cm, which is 2\.8 em, expected between 12 and 200 em\. See gradsheet --help\.\n$/,
    ],
    [
      ['--part', 'gradient.W', '--labels', 'a}b'],
      /^gradsheet: option '--labels <prefix>' argument 'a}b' is invalid\. Expected letters, digits, colons, dots and hyphens, such as eq: or app:\. See gradsheet --help\.\n$/,
    ],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { status, out, err } = await gradsheet(['derive', seed, ...args], { cwd: emptyFolder() });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(sentence);
  });
});

describe('gradsheet derive --shell', () => {
  it('writes a paper, its lines broken to the columns of its class', async () => {
    const cwd = emptyFolder();
    const shell = async (name: string): Promise<string> => {
      const { status, out, err } = await gradsheet(['derive', seed, '--shell', name, '-o', 'paper.tex'], {
        cwd,
      });
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toContain('wrote paper.tex\n');
      return readFileSync(join(cwd, 'paper.tex'), 'utf8');
    };
    const [wide, narrow] = [await shell('neurips-like'), await shell('ieee')];
    expect(narrow).toContain('\\documentclass[conference]{IEEEtran}');
    expect(wide).toContain('\\usepackage[textwidth=5.5in,textheight=9in]{geometry}');
    expect(narrow.split('\\\\\n').length).toBeGreaterThan(wide.split('\\\\\n').length);
  });

  it('numbers and labels equations where that is asked for', async () => {
    const { out } = await gradsheet([
      'derive',
      seed,
      '--shell',
      'acm',
      '--as',
      'align',
      '--to',
      'tex',
      '-o',
      '-',
    ]);
    expect(out).toContain('\\label{eq:gradient.W}');
  });

  it.each([
    [
      ['--shell', 'nature'],
      "gradsheet: option '--shell <paper>' argument 'nature' is invalid. Allowed choices are one-column, two-column, acm, ieee, neurips-like. See gradsheet --help.\n",
    ],
    [
      ['--shell', 'ieee', '--to', 'html'],
      '--shell ieee: found html, expected LaTeX: --to tex, or -o with a file that ends in .tex.\n',
    ],
    [
      ['--shell', 'ieee', '-o', 'paper.pdf'],
      '--shell ieee: found pdf, expected LaTeX: --to tex, or -o with a file that ends in .tex.\n',
    ],
    [
      ['--shell', 'ieee', '--part', 'gradient.W'],
      '--shell ieee: found --part, expected one of the two: a shell is for a whole derivation.\n',
    ],
    [
      ['--shell', 'ieee', '--parts'],
      '--shell ieee: found --parts, expected one of the two: a shell is for a whole derivation.\n',
    ],
    [
      ['--shell', 'ieee', '--column', '3.3in'],
      '--shell ieee: found --column, expected one of the two: a shell has its own column.\n',
    ],
    [
      ['--shell', 'ieee', '--paper', 'letter'],
      '--shell ieee: found --paper, expected one of the two: a shell has its own paper.\n',
    ],
    [
      ['--shell', 'ieee', '--as', 'math'],
      '--shell ieee: found --as math, expected --as align*, align or equation.\n',
    ],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const cwd = emptyFolder();
    const outcome = await gradsheet(['derive', seed, ...args], { cwd });
    expect(outcome).toEqual({ status: 2, out: '', err: sentence });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
